import { LogisticsService } from '@huiliu/contracts';
import { returnExpired } from './adapters/in/timers';
import { lostParcelsAreWrittenOff } from './adapters/in/write-off-timer';
import { BusCarrier } from './adapters/out/carriers/bus-carrier';
import { CalledOffReturn1763769600011 } from './adapters/out/postgres/migrations/called-off-0002';
import { ReturnShipment1763769600001 } from './adapters/out/postgres/migrations/return-shipment-0001';
import { ParcelWrittenOff1796000000001, ParcelWrittenOffValid1796000000002 } from './adapters/out/postgres/migrations/written-off-0002';
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
  migrations: [ReturnShipment1763769600001, CalledOffReturn1763769600011, ParcelWrittenOff1796000000001, ParcelWrittenOffValid1796000000002],
  timers: [returnExpired(new BusCarrier()), lostParcelsAreWrittenOff(new BusCarrier())],
  casesByState: 'SELECT status AS state, count(*)::int AS count FROM return_shipment GROUP BY status',
};
