import { Controller, Inject } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import type { GetArrivalRequest, GetArrivalResponse, GetStockRequest, GetStockResponse } from '@huiliu/contracts';
import { rowOfCase } from '@huiliu/messaging';
import { ErrorKind, HuiliuError } from '@huiliu/platform';
import { DataSource } from 'typeorm';
import { inspectedLines } from '../../application/inspected-lines';
import { taskIdOf } from '../../domain/arrival';
import { conditions } from '../../domain/words';
import { ArrivalRow, StockRow } from '../out/postgres/rows';
import { arrivalFromRow, stockFromRow } from '../out/postgres/tables';

@Controller()
export class WarehouseGrpc {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  @GrpcMethod('WarehouseService', 'GetArrival')
  async getArrival({ caseId }: GetArrivalRequest): Promise<GetArrivalResponse> {
    const row = await rowOfCase(this.dataSource, ArrivalRow, caseId);
    if (!row) throw new HuiliuError(ErrorKind.NOT_FOUND, 'CASE_NOT_FOUND', 'No goods are expected for this case. Check the case id; a return that was just authorised takes a moment.');
    const arrival = arrivalFromRow(row);
    const { ref, status, rmaNumber, trackingNumber, matched = [] } = arrival;
    return { ref, status, taskId: status === 'expected' || status === 'called_off' || status === 'written_off' ? '' : taskIdOf(caseId), rmaNumber, trackingNumber, lines: inspectedLines(arrival), unannounced: matched.filter(({ taken }) => taken).map(({ parcelId }) => parcelId) };
  }

  @GrpcMethod('WarehouseService', 'GetStock')
  async getStock({ sku }: GetStockRequest): Promise<GetStockResponse> {
    const row = await this.dataSource.getRepository(StockRow).findOneBy({ sku });
    if (!row) throw new HuiliuError(ErrorKind.NOT_FOUND, 'SKU_NOT_FOUND', 'There is no stock ledger of this SKU. Check the SKU; its ledger begins when the WMS opens it or a return moves it.');
    const { opening, shelves } = stockFromRow(row);
    return { sku, opening: opening.toString(), onHand: Object.fromEntries(conditions.map((condition) => [condition, shelves[condition].onHand.toString()])) };
  }
}
