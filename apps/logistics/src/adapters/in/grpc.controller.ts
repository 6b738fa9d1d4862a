import { Controller, Inject } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import type { GetOutboundRecallRequest, GetOutboundRecallResponse, GetReturnShipmentRequest, GetReturnShipmentResponse } from '@huiliu/contracts';
import { rowOfCase } from '@huiliu/messaging';
import { ErrorKind, HuiliuError } from '@huiliu/platform';
import { DataSource } from 'typeorm';
import { isIntercepted } from '../../domain/outbound-recall';
import type { CarrierClaim } from '../../domain/return-shipment';
import { OutboundRecallRow, ReturnShipmentRow } from '../out/postgres/rows';
import { fromRow, recallFromRow } from '../out/postgres/tables';

const claimView = (claim: CarrierClaim | undefined) => claim && { claimId: claim.claimId, raisedAt: claim.raisedAt };

@Controller()
export class LogisticsGrpc {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  @GrpcMethod('LogisticsService', 'GetReturnShipment')
  async getReturnShipment({ caseId }: GetReturnShipmentRequest): Promise<GetReturnShipmentResponse> {
    const row = await rowOfCase(this.dataSource, ReturnShipmentRow, caseId);
    if (!row) throw new HuiliuError(ErrorKind.NOT_FOUND, 'CASE_NOT_FOUND', 'No return was authorised for this case. Check the case id; a case that was just approved takes a moment.');
    const { ref, status, rmaNumber, trackingNumber, carrierCode, sendBy, scans, writeOffAt, claim, further = [] } = fromRow(row);
    return { ref, status, rmaNumber, trackingNumber, carrierCode, sendBy, scans, writeOffAt, claim: claimView(claim), further: further.map((parcel) => ({ ...parcel, claim: claimView(parcel.claim) })) };
  }

  @GrpcMethod('LogisticsService', 'GetOutboundRecall')
  async getOutboundRecall({ caseId }: GetOutboundRecallRequest): Promise<GetOutboundRecallResponse> {
    const row = await rowOfCase(this.dataSource, OutboundRecallRow, caseId);
    if (!row) throw new HuiliuError(ErrorKind.NOT_FOUND, 'CASE_NOT_FOUND', 'Nothing is stopped or recalled for this case. Check the case id; a case that was just approved takes a moment.');
    const recall = recallFromRow(row);
    const { ref, status, stopAttempts, answerBy, parcel, reportBy, scans, writeOffAt, claim, end } = recall;
    return {
      ref,
      status,
      stopAttempts,
      answerBy,
      trackingNumber: parcel?.trackingNumber ?? '',
      carrierCode: parcel?.carrierCode ?? '',
      intercept: isIntercepted(recall),
      reportBy,
      scans,
      writeOffAt,
      claim: claimView(claim),
      reasonCode: end?.reasonCode ?? '',
    };
  }
}
