import { WarehouseService } from '@huiliu/contracts';
import { disputeIsDue, exceptionsAreDue, inspectionIsDue, parcelIsMatchedByClue, parcelIsUnclaimed, putAwayIsAskedForAgain, repairIsAskedForAgain, stockIsAskedForAgain } from './adapters/in/timers';
import { AppendOnlyMoves1763769600003 } from './adapters/out/postgres/migrations/append-only-0002';
import { CalledOffArrival1763769600011 } from './adapters/out/postgres/migrations/called-off-0003';
import { DisputedRejection1801000000002, DisputedRejectionValid1801000000003 } from './adapters/out/postgres/migrations/disputed-0007';
import { GoodsException1800000000001 } from './adapters/out/postgres/migrations/exception-0006';
import { OverdueInspection1804000000001, OverdueInspectionValid1804000000002 } from './adapters/out/postgres/migrations/overdue-inspection-0010';
import { PutAway1803000000001 } from './adapters/out/postgres/migrations/put-away-0009';
import { Rejection1801000000001 } from './adapters/out/postgres/migrations/rejection-0007';
import { RepairOrder1797000200001 } from './adapters/out/postgres/migrations/repair-order-0005';
import { Reservation1796000000010 } from './adapters/out/postgres/migrations/reservation-0004';
import { UnannouncedParcel1802000000001 } from './adapters/out/postgres/migrations/unannounced-0008';
import { Warehouse1763769600002 } from './adapters/out/postgres/migrations/warehouse-0001';
import { ArrivalWrittenOff1796000000001, ArrivalWrittenOffValid1796000000002 } from './adapters/out/postgres/migrations/written-off-0003';
import { ArrivalRow, AwaitedReturnRow, ExceptionRow, PutAwayRow, RejectionRow, RepairOrderRow, ReservationRow, StockMoveRow, StockRow, UnannouncedParcelRow } from './adapters/out/postgres/rows';
import { warehouseTables } from './adapters/out/postgres/tables';
import { WarehouseModule } from './warehouse.module';

/** What this department is made of, for whoever runs it. */
export const warehouse = {
  name: 'warehouse',
  module: WarehouseModule,
  service: WarehouseService,
  tables: warehouseTables,
  entities: [ArrivalRow, ReservationRow, RepairOrderRow, ExceptionRow, RejectionRow, PutAwayRow, AwaitedReturnRow, UnannouncedParcelRow, StockRow, StockMoveRow],
  migrations: [Warehouse1763769600002, AppendOnlyMoves1763769600003, CalledOffArrival1763769600011, ArrivalWrittenOff1796000000001, ArrivalWrittenOffValid1796000000002, Reservation1796000000010, RepairOrder1797000200001, GoodsException1800000000001, Rejection1801000000001, DisputedRejection1801000000002, DisputedRejectionValid1801000000003, UnannouncedParcel1802000000001, PutAway1803000000001, OverdueInspection1804000000001, OverdueInspectionValid1804000000002],
  timers: [stockIsAskedForAgain, repairIsAskedForAgain, putAwayIsAskedForAgain, inspectionIsDue, exceptionsAreDue, disputeIsDue, parcelIsMatchedByClue, parcelIsUnclaimed],
  casesByState: `SELECT status AS state, count(*)::int AS count FROM arrival GROUP BY status UNION ALL SELECT 'put_away_overdue', count(*)::int FROM put_away WHERE status = 'overdue' UNION ALL SELECT 'inspection_overdue', count(*)::int FROM goods_exception WHERE kind IN ('not_received', 'not_finished') AND status IN ('open', 'claimed')`,
};
