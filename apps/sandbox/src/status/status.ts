import type { Feed } from '../feed/feed';
import type { Plan } from '../feed/plan';
import type { Database } from '../store/database';
import { stopped } from '../systems/staff/cancellers';

export interface StatusParts {
  readonly seed: string;
  readonly plan: Plan;
  readonly feed: Feed;
  readonly database: Database;
  /** Why the feed can't go on; undefined while it can. */
  problem(): string | undefined;
}

/** What the outside world has done so far, as JSON. `feed.uniqueCases`: cases that Huiliu has to open, in all. */
export async function statusOf({ seed, plan, feed, database, problem }: StatusParts): Promise<Record<string, unknown>> {
  const { counts } = plan;
  const [applications, cancellations, systems, payments, finance, staff, customers, financePeople, agents, storekeepers, reopenings] = await Promise.all([
    applicationsOf(database, counts.requests.viaApi),
    cancellationsOf(database),
    systemsOf(database),
    paymentsOf(database),
    financeOf(database),
    staffOf(database),
    customersOf(database),
    financePeopleOf(database),
    agentsOf(database),
    storekeepersOf(database),
    reopeningsOf(database),
  ]);
  const { done, ...progress } = feed.state;
  // Whoever waits for another case to end does nothing before.
  const ended = applications.accepted + applications.refused + applications.waiting >= counts.requests.viaApi && cancellations.pending === 0 && reopenings.pending === 0;
  return {
    seed,
    feed: {
      done: done && ended,
      ...progress,
      problem: problem() ?? null,
      ...counts,
      applications,
      // Of some concerns another case is made, and in another one goes on some of what has ended.
      uniqueCases: counts.requests.viaBus + counts.requests.viaApi - applications.refused + agents.turned + reopenings.done,
    },
    orderFile: plan.orderFile ?? null,
    ...systems,
    payments,
    finance,
    staff,
    customers,
    cancellations,
    financePeople,
    agents,
    storekeepers,
    reopenings,
  };
}

async function applicationsOf(database: Database, planned: number) {
  const rows = await database.query<{ status: string; count: number }>('SELECT status, count(*)::int AS count FROM application GROUP BY status');
  const count = (status: string): number => rows.find((row) => row.status === status)?.count ?? 0;
  const codes = await database.query<{ code: string; count: number }>("SELECT code, count(*)::int AS count FROM application WHERE status = 'refused' GROUP BY code");
  const [held] = await database.query<{ count: number }>("SELECT count(*)::int AS count FROM application WHERE status = 'pending' AND follows IS NOT NULL AND follows NOT IN (SELECT request_id FROM ended_request)");
  return { planned, pending: count('pending'), waiting: held?.count ?? 0, accepted: count('accepted'), refused: count('refused'), refusals: Object.fromEntries(codes.map((row) => [row.code, row.count])) };
}

/** Wishes to cancel, by the moment for which they were drawn and by what they were answered with; one that was taken may still come too late. */
async function cancellationsOf(database: Database) {
  const rows = await database.query<{ moment: string; status: string; code: string | null; count: number }>('SELECT moment, status, code, count(*)::int AS count FROM cancellation GROUP BY moment, status, code');
  const sums = (keyOf: (row: { moment: string; status: string; code: string | null }) => string | null): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const row of rows) {
      const key = keyOf(row);
      if (key !== null) counts[key] = (counts[key] ?? 0) + row.count;
    }
    return counts;
  };
  const byStatus = sums(({ status, code }) => (status === 'pending' && code === stopped ? 'stopped' : status));
  return { pending: byStatus['pending'] ?? 0, stopped: byStatus['stopped'] ?? 0, taken: byStatus['taken'] ?? 0, refused: byStatus['refused'] ?? 0, byMoment: sums(({ moment }) => moment), refusals: sums(({ status, code }) => (status === 'refused' ? code : null)) };
}

/** Per system: events heard, how often one came again, what it answered, and what was set aside. */
async function systemsOf(database: Database): Promise<Record<string, Record<string, number>>> {
  const heard = await database.query<{ party: string; events: number; again: number }>(
    'SELECT party, count(*)::int AS events, (sum(times) - count(*))::int AS again FROM heard GROUP BY party',
  );
  const facts = await database.query<{ party: string; fact: string; count: number }>(
    'SELECT party, fact, count(*)::int AS count FROM heard, unnest(facts) AS fact GROUP BY party, fact',
  );
  const setAside = await database.query<{ party: string; reason: string; count: number }>('SELECT party, reason, count::int FROM set_aside');
  const systems: Record<string, Record<string, number>> = { crm: {}, carrier: {}, wms: {}, heardByFinance: {} };
  const of = (party: string): Record<string, number> => (systems[party === 'finance' ? 'heardByFinance' : party] ??= {});
  for (const { party, events, again } of heard) Object.assign(of(party), { heard: events, heardAgain: again });
  for (const { party, fact, count } of facts) of(party)[fact] = count;
  for (const { party, reason, count } of setAside) of(party)[`setAside_${reason}`] = count;
  return systems;
}

async function paymentsOf(database: Database) {
  const [book] = await database.query<{ payments: number; captured: string | null; refunded: string | null }>(
    'SELECT count(*)::int AS payments, sum(captured_minor) AS captured, sum(refunded_minor) AS refunded FROM provider_payment',
  );
  const [refunds] = await database.query<{ settled: number; pending: number; failed: number; retried: number; unanswered: number }>(
    `SELECT count(*) FILTER (WHERE status = 'settled')::int AS settled, count(*) FILTER (WHERE status = 'failed' AND NOT final)::int AS pending,
            count(*) FILTER (WHERE status = 'failed' AND final)::int AS failed, count(*) FILTER (WHERE attempts > 1)::int AS retried,
            count(*) FILTER (WHERE unanswered > 0)::int AS unanswered FROM provider_refund`,
  );
  const codes = await database.query<{ code: string; count: number }>("SELECT code, count(*)::int AS count FROM provider_refund WHERE status = 'failed' GROUP BY code");
  return {
    payments: book?.payments ?? 0,
    capturedMinor: book?.captured ?? '0',
    refundedMinor: book?.refunded ?? '0',
    refunds: { settled: 0, pending: 0, failed: 0, retried: 0, unanswered: 0, ...refunds },
    failures: Object.fromEntries(codes.map((row) => [row.code, row.count])),
  };
}

async function financeOf(database: Database) {
  const refunds = await database.query<{ currency: string; count: number; total: string }>('SELECT currency, count(*)::int AS count, sum(total_minor) AS total FROM finance_refund GROUP BY currency');
  const ledger = await database.query<{ currency: string; transactions: number; debits: string; credits: string }>(
    'SELECT currency, count(DISTINCT transaction_id)::int AS transactions, sum(debit_minor) AS debits, sum(credit_minor) AS credits FROM finance_entry GROUP BY currency',
  );
  const faults = await database.query<{ code: string; count: number }>('SELECT code, count(*)::int AS count FROM finance_fault GROUP BY code');
  return {
    refunds: Object.fromEntries(refunds.map(({ currency, count, total }) => [currency, { count, totalMinor: total }])),
    ledger: Object.fromEntries(ledger.map(({ currency, transactions, debits, credits }) => [currency, { transactions, debitMinor: debits, creditMinor: credits }])),
    faults: Object.fromEntries(faults.map(({ code, count }) => [code, count])),
  };
}

async function staffOf(database: Database) {
  const rows = await database.query<{ status: string; verdict: string; count: number }>('SELECT status, verdict, count(*)::int AS count FROM staff_task GROUP BY status, verdict');
  const count = (wanted: (row: { status: string; verdict: string }) => boolean): number => rows.filter(wanted).reduce((sum, row) => sum + row.count, 0);
  return {
    approved: count(({ status, verdict }) => status === 'decided' && verdict === 'approve'),
    approvedInPart: count(({ status, verdict }) => status === 'decided' && verdict === 'approve_in_part'),
    rejected: count(({ status, verdict }) => status === 'decided' && verdict === 'reject'),
    evidenceAskedFor: count(({ status }) => status === 'asked'),
    underWay: count(({ status }) => status === 'claiming'),
    leftToOthers: count(({ status }) => status === 'left'),
  };
}

/** What customers made of what reviewers have told them. `silent`: they never answered. */
async function customersOf(database: Database) {
  const rows = await database.query<{ wanted: string; wish: string; status: string; count: number }>('SELECT wanted, wish, status, count(*)::int AS count FROM customer_reply GROUP BY wanted, wish, status');
  const count = (wanted: string, status: string, wish?: string): number => rows.filter((row) => row.wanted === wanted && row.status === status && (wish === undefined || row.wish === wish)).reduce((sum, row) => sum + row.count, 0);
  return {
    evidence: { supplied: count('evidence', 'done'), pending: count('evidence', 'pending'), refused: count('evidence', 'refused'), silent: count('evidence', 'silent') },
    rejections: {
      supplemented: count('supplement', 'done', 'reply'),
      accepted: count('supplement', 'done', 'accept'),
      pending: count('supplement', 'pending'),
      refused: count('supplement', 'refused'),
      silent: count('supplement', 'silent'),
    },
  };
}

/** What the people of finance have done about refunds that waited for them. */
async function financePeopleOf(database: Database) {
  const rows = await database.query<{ kind: string; status: string; count: number }>('SELECT kind, status, count(*)::int AS count FROM finance_task GROUP BY kind, status');
  const count = (wanted: (row: { kind: string; status: string }) => boolean): number => rows.filter(wanted).reduce((sum, row) => sum + row.count, 0);
  const done = (kind: string): number => count((row) => row.kind === kind && row.status === 'done');
  const codes = await database.query<{ code: string; count: number }>("SELECT coalesce(code, '') AS code, count(*)::int AS count FROM finance_task WHERE status = 'refused' GROUP BY code");
  return {
    approved: done('approve'),
    declined: done('decline'),
    takenUp: done('take_up'),
    settledByHand: done('settle'),
    retried: done('retry'),
    underWay: count(({ status }) => status === 'asking'),
    refusals: Object.fromEntries(codes.map((row) => [row.code, row.count])),
  };
}

/** What people of customer service have done about questions and complaints. */
async function agentsOf(database: Database) {
  const rows = await database.query<{ status: string; count: number }>('SELECT status, count(*)::int AS count FROM concern_task GROUP BY status');
  const count = (status: string): number => rows.find((row) => row.status === status)?.count ?? 0;
  return { answered: count('answered'), turned: count('turned'), underWay: count('working'), leftToOthers: count('left') };
}

/** What people of the warehouse have done about boxes whose content was not as announced. */
async function storekeepersOf(database: Database) {
  const rows = await database.query<{ status: string; count: number }>('SELECT status, count(*)::int AS count FROM exception_task GROUP BY status');
  const count = (status: string): number => rows.find((row) => row.status === status)?.count ?? 0;
  const unlabelled = await database.query<{ status: string; count: number }>('SELECT status, count(*)::int AS count FROM unlabelled_parcel GROUP BY status');
  const parcels = Object.fromEntries(unlabelled.map((row) => [row.status, row.count]));
  return { resolved: count('resolved'), leftToDeadline: count('to_deadline'), underWay: count('working'), leftToOthers: count('left'), unlabelledParcels: { sent: 0, reported: 0, matched: 0, left: 0, ...parcels } };
}

/** Customers who wanted what has ended to go on, and why that could not be. */
async function reopeningsOf(database: Database) {
  const rows = await database.query<{ status: string; code: string | null; count: number }>('SELECT status, code, count(*)::int AS count FROM reopening GROUP BY status, code');
  const count = (status: string): number => rows.filter((row) => row.status === status).reduce((sum, row) => sum + row.count, 0);
  return { pending: count('pending'), done: count('done'), refusals: Object.fromEntries(rows.flatMap((row) => (row.code === null ? [] : [[row.code, row.count]]))) };
}
