import { LogisticsService } from '@huiliu/contracts';
import { ReturnShipment1763769600001 } from './adapters/out/postgres/migrations/return-shipment-0001';
import { ReturnShipmentRow } from './adapters/out/postgres/rows';
import { logisticsTables } from './adapters/out/postgres/tables';
import { LogisticsModule } from './logistics.module';

/** What this department is made of, for whoever runs it. */
export const logistics = {
  name: 'logistics',
  module: LogisticsModule,
  service: LogisticsService,
  tables: logisticsTables,
  entities: [ReturnShipmentRow],
  migrations: [ReturnShipment1763769600001],
  casesByState: 'SELECT status AS state, count(*)::int AS count FROM return_shipment GROUP BY status',
};
