import { LogisticsService } from '@huiliu/contracts';
import { recallTimers } from './adapters/in/recall-timers';
import { reportTimers } from './adapters/in/report-timers';
import { cancellationNotAgreed, lostReplacementsAreSentAgain, returnExpired, sharedParcelMoves } from './adapters/in/timers';
import { lostParcelsAreWrittenOff } from './adapters/in/write-off-timer';
import { BusCarrier } from './adapters/out/carriers/bus-carrier';
import { CalledOffReturn1763769600011 } from './adapters/out/postgres/migrations/called-off-0002';
import { OutboundRecall1796000000011 } from './adapters/out/postgres/migrations/outbound-recall-0003';
import { ReplacementShipment1796000000010 } from './adapters/out/postgres/migrations/replacement-0003';
import { ReturnShipment1763769600001 } from './adapters/out/postgres/migrations/return-shipment-0001';
import { SilentParcels1804000000011 } from './adapters/out/postgres/migrations/silent-parcels-0004';
import { ParcelWrittenOff1796000000001, ParcelWrittenOffValid1796000000002 } from './adapters/out/postgres/migrations/written-off-0002';
import { OutboundOrderRow, OutboundRecallRow, ReplacementShipmentRow, ReturnShipmentRow } from './adapters/out/postgres/rows';
import { logisticsTables } from './adapters/out/postgres/tables';
import { LogisticsModule } from './logistics.module';

/** What this department is made of, for whoever runs it. */
export const logistics = {
  name: 'logistics',
  module: LogisticsModule,
  service: LogisticsService,
  tables: logisticsTables,
  entities: [ReturnShipmentRow, ReplacementShipmentRow, OutboundRecallRow, OutboundOrderRow],
  migrations: [ReturnShipment1763769600001, CalledOffReturn1763769600011, ParcelWrittenOff1796000000001, ParcelWrittenOffValid1796000000002, ReplacementShipment1796000000010, OutboundRecall1796000000011, SilentParcels1804000000011],
  timers: [returnExpired(new BusCarrier()), lostParcelsAreWrittenOff(new BusCarrier()), lostReplacementsAreSentAgain(new BusCarrier()), sharedParcelMoves(new BusCarrier()), cancellationNotAgreed, ...recallTimers, ...reportTimers],
  casesByState: `SELECT status AS state, count(*)::int AS count FROM (SELECT status FROM return_shipment UNION ALL SELECT status FROM outbound_recall) AS parcel GROUP BY status UNION ALL SELECT 'replacement_overdue', count(*)::int FROM replacement_shipment WHERE status = 'ordered' AND doc->'overdue' IS NOT NULL`,
};
