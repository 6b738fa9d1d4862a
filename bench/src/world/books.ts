import { openDatabase, type Database } from '@huiliu/sandbox/store/database';
import type { Finance } from './finance';
import type { Provider } from './provider';
import { digestOf, type Attempt } from './record';

/** Applications made through the API: what they were answered with. */
export interface Application {
  readonly requestId: string;
  readonly status: 'accepted' | 'refused' | 'pending';
  readonly caseId: string | undefined;
  readonly code: string | undefined;
  readonly businessAt: string;
}

export interface Books {
  readonly provider: Provider;
  readonly finance: Finance;
  readonly applications: readonly Application[];
  /** Review tasks that were approved. */
  readonly decided: readonly string[];
  readonly attempts: readonly Attempt[];
  readonly positions: Positions;
}

/** Per outside system, where it reads on: [topic, partition, next]. */
export type Positions = ReadonlyMap<string, readonly (readonly [string, number, number])[]>;

type Column = readonly [type: string, values: readonly unknown[]];

/**
 * Writes the outside world's books, kept in memory while it was measured, where the checker of the invariants looks for them: the sandbox's own tables. May be
 * called again: what is there is brought up to date.
 */
export function saveBooks(url: string, { provider, finance, applications, decided, attempts, positions }: Books): Promise<void> {
  return within(url, async (database) => {
    const payments = [...provider.payments];
    await write(database, 'provider_payment', 'payment_id', {
      payment_id: ['text', payments.map(([id]) => id)],
      currency: ['text', payments.map(([, payment]) => payment.currency)],
      captured_minor: ['bigint', payments.map(([, payment]) => String(payment.capturedMinor))],
      refunded_minor: ['bigint', payments.map(([, payment]) => String(payment.refundedMinor))],
    });
    const refunds = [...provider.refunds];
    await write(database, 'provider_refund', 'idempotency_key', {
      idempotency_key: ['text', refunds.map(([key]) => key)],
      payment_id: ['text', refunds.map(([, refund]) => refund.paymentId)],
      amount_minor: ['bigint', refunds.map(([, refund]) => String(refund.amountMinor))],
      currency: ['text', refunds.map(([, refund]) => refund.currency)],
      status: ['text', refunds.map(() => 'settled')],
      provider_reference: ['text', refunds.map(([, refund]) => refund.reference)],
      final: ['boolean', refunds.map(() => true)],
      attempts: ['int', refunds.map(([, refund]) => refund.attempts)],
    });
    await saveFinance(database, finance);
    await write(database, 'application', 'request_id', {
      request_id: ['text', applications.map(({ requestId }) => requestId)],
      status: ['text', applications.map(({ status }) => status)],
      case_id: ['text', applications.map(({ caseId }) => caseId ?? null)],
      code: ['text', applications.map(({ code }) => code ?? null)],
      business_at: ['timestamptz', applications.map(({ businessAt }) => businessAt)],
    });
    await write(database, 'staff_task', 'task_id', { task_id: ['text', decided], status: ['text', decided.map(() => 'decided')], verdict: ['text', decided.map(() => 'approve')] });
    await saveHistory(database, [...attempts, ...paymentsAnswered(provider)]);
    await writePositions(database, positions);
  });
}

/** The provider settles at the first call, and says the same at every other. */
const paymentsAnswered = ({ refunds }: Provider): readonly Attempt[] =>
  [...refunds].map(([key, { paymentId, amountMinor, currency, reference, at }]) => ({
    principal: 'payments',
    operation: 'payments.Refund',
    commands: [[key, digestOf(`${paymentId} ${amountMinor} ${currency}`)]],
    askedAt: at,
    outcome: 'ok',
    code: undefined,
    answer: { providerReference: reference },
    answeredAt: at,
  }));

async function saveHistory(database: Database, attempts: readonly Attempt[]): Promise<void> {
  const numbered = attempts.map((attempt, index) => ({ ...attempt, number: index + 1 }));
  await write(database, 'history_attempt', 'attempt', {
    attempt: ['bigint', numbered.map(({ number }) => number)],
    principal: ['text', numbered.map(({ principal }) => principal)],
    operation: ['text', numbered.map(({ operation }) => operation)],
    commands: ['jsonb', numbered.map(({ commands }) => JSON.stringify(commands))],
    asked_at: ['timestamptz', numbered.map(({ askedAt }) => askedAt)],
  });
  const ended = numbered.filter(({ outcome }) => outcome !== undefined);
  await write(database, 'history_outcome', 'attempt', {
    attempt: ['bigint', ended.map(({ number }) => number)],
    outcome: ['text', ended.map(({ outcome }) => outcome)],
    code: ['text', ended.map(({ code }) => code ?? null)],
    answer: ['jsonb', ended.map(({ answer }) => (answer === undefined ? null : JSON.stringify(answer)))],
    answered_at: ['timestamptz', ended.map(({ answeredAt, askedAt }) => answeredAt ?? askedAt)],
  });
}

export const savePositions = (url: string, positions: Positions): Promise<void> => within(url, (database) => writePositions(database, positions));

async function within(url: string, work: (database: Database) => Promise<void>): Promise<void> {
  const database = openDatabase({ connectionString: url, application_name: 'huiliu bench' });
  try {
    await database.migrate();
    await work(database);
  } finally {
    await database.close();
  }
}

async function writePositions(database: Database, positions: Positions): Promise<void> {
  const read = [...positions].flatMap(([party, list]) => list.map(([topic, partition, next]) => ({ party, topic, partition, next })));
  await write(database, 'bus_position', 'party, topic, partition', {
    party: ['text', read.map(({ party }) => party)],
    topic: ['text', read.map(({ topic }) => topic)],
    partition: ['int', read.map(({ partition }) => partition)],
    next: ['bigint', read.map(({ next }) => next)],
  });
}

async function saveFinance(database: Database, finance: Finance): Promise<void> {
  const paid = [...finance.refunds.values()].map((entry) => entry.paid);
  await write(database, 'finance_refund', 'refund_id', {
    refund_id: ['text', paid.map(({ refundId }) => refundId)],
    case_id: ['text', paid.map(({ ref }) => ref.caseId)],
    currency: ['text', paid.map(({ total }) => total.currency)],
    total_minor: ['bigint', paid.map(({ total }) => total.amountMinor)],
    settled_at: ['timestamptz', paid.map(({ settledAt }) => settledAt)],
  });
  const legs = paid.flatMap(({ refundId, legs: list }) => list.map((leg) => ({ refundId, ...leg })));
  await write(database, 'finance_leg', 'leg_id', {
    leg_id: ['text', legs.map(({ legId }) => legId)],
    refund_id: ['text', legs.map(({ refundId }) => refundId)],
    payment_id: ['text', legs.map(({ paymentId }) => paymentId)],
    amount_minor: ['bigint', legs.map(({ amountMinor }) => amountMinor)],
  });
  const entries = [...finance.transactions.values()].flatMap(({ posted }) => posted.postings.map((posting, index) => ({ ...posted, ...posting, number: index + 1 })));
  await write(database, 'finance_entry', 'transaction_id, number', {
    transaction_id: ['text', entries.map(({ transactionId }) => transactionId)],
    number: ['int', entries.map(({ number }) => number)],
    case_id: ['text', entries.map(({ ref }) => ref.caseId)],
    currency: ['text', entries.map(({ currency }) => currency)],
    memo: ['text', entries.map(({ memo }) => memo)],
    account: ['text', entries.map(({ account }) => account)],
    debit_minor: ['bigint', entries.map(({ debitMinor }) => debitMinor)],
    credit_minor: ['bigint', entries.map(({ creditMinor }) => creditMinor)],
  });
  await write(database, 'finance_fault', 'ce_source, ce_id, code', {
    ce_source: ['text', finance.faults.map(() => 'bench')],
    ce_id: ['text', finance.faults.map(([id]) => id)],
    code: ['text', finance.faults.map(([, code]) => code)],
    detail: ['text', finance.faults.map(([, , detail]) => detail)],
  });
}

const rowsAtOnce = 10_000;

/** Names of tables and columns are our own: safe in SQL text. */
async function write(database: Database, table: string, key: string, columns: Readonly<Record<string, Column>>): Promise<void> {
  const names = Object.keys(columns);
  const lists = Object.values(columns);
  const updates = names.map((name) => `${name} = excluded.${name}`).join(', ');
  const sql = `INSERT INTO ${table} (${names.join(', ')}) SELECT * FROM unnest(${lists.map(([type], index) => `$${index + 1}::${type}[]`).join(', ')}) ON CONFLICT (${key}) DO UPDATE SET ${updates}`;
  const count = lists[0]?.[1].length ?? 0;
  for (let from = 0; from < count; from += rowsAtOnce) await database.query(sql, lists.map(([, values]) => values.slice(from, from + rowsAtOnce)));
}
