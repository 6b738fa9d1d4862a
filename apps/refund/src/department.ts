import { RefundService } from '@huiliu/contracts';
import { holdCalls } from './adapters/in/hold-calls';
import { legCalls } from './adapters/in/leg-calls';
import { holdLookedAt, refundDue, takeUpOver, topUpAsked } from './adapters/in/timers';
import { topUpCalls } from './adapters/in/top-up-calls';
import { HttpPaymentProvider } from './adapters/out/http-payment-provider';
import { RefundApproval1796000000001, RefundApprovalValid1796000000002, RefundWaiting1796000000003 } from './adapters/out/postgres/migrations/approval-0002';
import { CalledOffRefund1763769600011 } from './adapters/out/postgres/migrations/called-off-0002';
import { ExchangeDifference1797000200001 } from './adapters/out/postgres/migrations/exchange-difference-0006';
import { GoodsInstead1796000000010 } from './adapters/out/postgres/migrations/goods-instead-0003';
import { RefundDecline1797000100003, RefundDeclineValid1797000100004, RefundWaitingAll1797000100005 } from './adapters/out/postgres/migrations/decline-0005';
import { Hold1802000000001 } from './adapters/out/postgres/migrations/hold-0008';
import { PriceDifference1797000100001, PriceDifferenceValid1797000100002 } from './adapters/out/postgres/migrations/difference-0004';
import { ArchiveHolds1805000000001 } from './adapters/out/postgres/migrations/archive-0009';
import { FewerRefundIndexes1804000000001 } from './adapters/out/postgres/migrations/fewer-indexes-0008';
import { TopUp1797000300001 } from './adapters/out/postgres/migrations/top-up-0007';
import { RefundLate1804000000021, RefundWaitingLate1804000000022 } from './adapters/out/postgres/migrations/late-0008';
import { Refund1763769600005 } from './adapters/out/postgres/migrations/refund-0001';
import { RejectedUnits1801000000001 } from './adapters/out/postgres/migrations/rejection-0007';
import { AllocationRow, BalanceRow, LedgerRow, RefundRow } from './adapters/out/postgres/rows';
import { refundTables } from './adapters/out/postgres/tables';
import { RefundModule } from './refund.module';
import { refundSettings, retryBoundsOf, type RefundSettings } from './settings';

/** What this department is made of, for whoever runs it. */
export const refund = {
  name: 'refund',
  module: RefundModule,
  service: RefundService,
  tables: refundTables,
  entities: [RefundRow, AllocationRow, BalanceRow, LedgerRow],
  migrations: [Refund1763769600005, CalledOffRefund1763769600011, RefundApproval1796000000001, RefundApprovalValid1796000000002, RefundWaiting1796000000003, GoodsInstead1796000000010, PriceDifference1797000100001, PriceDifferenceValid1797000100002, RefundDecline1797000100003, RefundDeclineValid1797000100004, RefundWaitingAll1797000100005, ExchangeDifference1797000200001, TopUp1797000300001, RejectedUnits1801000000001, Hold1802000000001, FewerRefundIndexes1804000000001, RefundLate1804000000021, RefundWaitingLate1804000000022, ArchiveHolds1805000000001],
  timers: [takeUpOver, topUpAsked, holdLookedAt, refundDue],
  settings: refundSettings,
  intents: (settings: RefundSettings) => {
    const provider = new HttpPaymentProvider({ url: settings.paymentProviderUrl, timeoutMs: settings.paymentTimeoutMs });
    return [legCalls(provider, retryBoundsOf(settings), settings.approvalLimits), topUpCalls(provider, settings), holdCalls(provider, settings)];
  },
  casesByState: `SELECT status AS state, count(*)::int AS count FROM refund GROUP BY status UNION ALL SELECT 'refund_overdue', count(*)::int FROM refund WHERE late = 'overdue' AND status NOT IN ('settled', 'dropped')`,
};
