import { topicsHeardBy } from '@huiliu/contracts';
import type { Batch, Subscriber } from '@huiliu/messaging';
import { Attribute, SpanName, startConsumerSpan } from '@huiliu/platform';
import type { Database } from '../../store/database';
import { countSetAside, keepAnswers } from '../../store/heard';
import { lockPosition, positionOf, storePosition } from '../../store/positions';
import { groupOf, type Surroundings } from '../answering';
import { readBatch, type Heard } from '../heard';
import { entryOf, type Entry } from './book-events';

const party = 'finance';

/** Keeps books of its own of what it hears. Position and books change in one transaction, and an event that comes twice is booked once. */
export function finance({ database, onNotice }: Pick<Surroundings, 'database' | 'onNotice'>): Subscriber {
  return {
    group: groupOf(party),
    topics: topicsHeardBy(party),
    position: (topic, partition) => positionOf(database, party, topic, partition),
    onBatch: (batch) => book(database, batch),
    onAlarm: (alarm) => onNotice(party, alarm.code, { ...alarm }),
    onNotice: (notice, details) => onNotice(party, notice, details),
  };
}

const noAnswer = { says: [], businessAtMs: undefined, facts: [] };

function book(database: Database, batch: Batch): Promise<number> {
  return database.transaction(async (within) => {
    const from = await lockPosition(within, party, batch.topic, batch.partition);
    if (from >= batch.next) return from;
    const { heard, setAside } = readBatch(batch, party, from);
    await countSetAside(within, party, setAside);
    if (heard.length > 0) {
      const kept = await keepAnswers(within, party, heard, heard.map(() => noAnswer));
      const fresh = heard.filter((_, index) => kept[index]?.first === true);
      await write(within, fresh);
      for (const event of fresh) trace(event);
    }
    await storePosition(within, party, batch.topic, batch.partition, batch.next);
    return batch.next;
  });
}

function trace(heard: Heard): void {
  const span = startConsumerSpan(heard.traceparent, `${SpanName.process} ${heard.contract.name}`, {
    [Attribute.caseId]: heard.key,
    [Attribute.outsideSystem]: party,
    [Attribute.eventType]: heard.contract.type,
    [Attribute.eventId]: heard.id,
  });
  span.end();
}

async function write(within: Database, events: readonly Heard[]): Promise<void> {
  const entries = events.flatMap((event) => {
    const entry = entryOf(event);
    return entry ? [{ event, entry }] : [];
  });
  const booked = new Set([...(await writeRefunds(within, entries.map(({ entry }) => entry))), ...(await writeTransactions(within, entries.map(({ entry }) => entry)))]);
  const faults = entries.flatMap(({ event, entry }) => {
    const id = idOf(entry);
    // The id was booked under another event: taken once more it would count twice.
    const again = booked.delete(id) ? [] : [{ code: 'ALREADY_BOOKED', detail: id }];
    return [...entry.faults, ...again].map(({ code, detail }) => ({ event, code, detail }));
  });
  if (faults.length === 0) return;
  await within.query(
    'INSERT INTO finance_fault (ce_source, ce_id, code, detail) SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) ON CONFLICT DO NOTHING',
    [faults.map(({ event }) => event.source), faults.map(({ event }) => event.id), faults.map(({ code }) => code), faults.map(({ detail }) => detail)],
  );
}

const idOf = (entry: Entry): string => (entry.kind === 'refund' ? `refund ${entry.refund.refundId}` : `transaction ${entry.transactionId}`);

/** @returns the ids that were new */
async function writeRefunds(within: Database, entries: readonly Entry[]): Promise<readonly string[]> {
  const refunds = entries.filter((entry) => entry.kind === 'refund');
  if (refunds.length === 0) return [];
  const rows = await within.query<{ refund_id: string }>(
    `INSERT INTO finance_refund (refund_id, case_id, currency, total_minor, settled_at)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::timestamptz[]) ON CONFLICT DO NOTHING RETURNING refund_id`,
    [
      refunds.map(({ refund }) => refund.refundId),
      refunds.map(({ refund }) => refund.caseId),
      refunds.map(({ refund }) => refund.currency),
      refunds.map(({ refund }) => refund.totalMinor.toString()),
      refunds.map(({ refund }) => refund.settledAt),
    ],
  );
  const added = new Set(rows.map(({ refund_id }) => refund_id));
  const legs = refunds.filter(({ refund }) => added.has(refund.refundId)).flatMap((entry) => entry.legs);
  await within.query(
    `INSERT INTO finance_leg (leg_id, refund_id, payment_id, amount_minor, bank_reference)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[]) ON CONFLICT DO NOTHING`,
    [
      legs.map(({ legId }) => legId),
      legs.map(({ refundId }) => refundId),
      legs.map(({ paymentId }) => paymentId),
      legs.map(({ amountMinor }) => amountMinor.toString()),
      legs.map(({ bankReference }) => bankReference),
    ],
  );
  return [...added].map((id) => `refund ${id}`);
}

/** @returns the ids that were new */
async function writeTransactions(within: Database, entries: readonly Entry[]): Promise<readonly string[]> {
  const rows = entries.filter((entry) => entry.kind === 'transaction').flatMap((entry) => entry.entries);
  if (rows.length === 0) return [];
  const added = await within.query<{ transaction_id: string }>(
    `INSERT INTO finance_entry (transaction_id, number, case_id, currency, memo, account, debit_minor, credit_minor)
     SELECT * FROM unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::bigint[]) ON CONFLICT DO NOTHING RETURNING transaction_id`,
    [
      rows.map(({ transactionId }) => transactionId),
      rows.map(({ number }) => number),
      rows.map(({ caseId }) => caseId),
      rows.map(({ currency }) => currency),
      rows.map(({ memo }) => memo),
      rows.map(({ account }) => account),
      rows.map(({ debitMinor }) => debitMinor.toString()),
      rows.map(({ creditMinor }) => creditMinor.toString()),
    ],
  );
  return [...new Set(added.map(({ transaction_id }) => transaction_id))].map((id) => `transaction ${id}`);
}
