import { LogisticsService } from '@huiliu/contracts';
import { lostReplacementsAreSentAgain, returnExpired } from './adapters/in/timers';
import { lostParcelsAreWrittenOff } from './adapters/in/write-off-timer';
import { BusCarrier } from './adapters/out/carriers/bus-carrier';
import { CalledOffReturn1763769600011 } from './adapters/out/postgres/migrations/called-off-0002';
import { ReplacementShipment1796000000010 } from './adapters/out/postgres/migrations/replacement-0003';
import { ReturnShipment1763769600001 } from './adapters/out/postgres/migrations/return-shipment-0001';
import { ParcelWrittenOff1796000000001, ParcelWrittenOffValid1796000000002 } from './adapters/out/postgres/migrations/written-off-0002';
import { ReplacementShipmentRow, ReturnShipmentRow } from './adapters/out/postgres/rows';
import { logisticsTables } from './adapters/out/postgres/tables';
import { LogisticsModule } from './logistics.module';

/** What this department is made of, for whoever runs it. */
export const logistics = {
  name: 'logistics',
  module: LogisticsModule,
  service: LogisticsService,
  tables: logisticsTables,
  entities: [ReturnShipmentRow, ReplacementShipmentRow],
  migrations: [ReturnShipment1763769600001, CalledOffReturn1763769600011, ParcelWrittenOff1796000000001, ParcelWrittenOffValid1796000000002, ReplacementShipment1796000000010],
  timers: [returnExpired(new BusCarrier()), lostParcelsAreWrittenOff(new BusCarrier()), lostReplacementsAreSentAgain(new BusCarrier())],
  casesByState: 'SELECT status AS state, count(*)::int AS count FROM return_shipment GROUP BY status',
};
