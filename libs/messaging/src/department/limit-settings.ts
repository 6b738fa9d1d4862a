import { setting } from '@huiliu/platform';
import { defaultMessagingLimits, type MessagingLimits } from '../engine/limits';

/** What each bound of the messaging core means, for `--help` and the documents. Times are milliseconds. */
const help: Readonly<Record<keyof MessagingLimits, string>> = {
  consumerTransactions: 'Transactions of the consumer at a time; each takes a database connection',
  transactionEvents: 'Events that one of them takes, of all partitions; a single batch may be larger',
  recallCases: 'Cases of which an instance remembers what it has written, so that it is not read again for their next event',
  waitingPerSubject: 'Events of one subject that may wait; one more is parked',
  waitingAlarmMs: 'After this long an event that waits raises an alarm',
  breakerParkings: 'Parkings with one reason within the window that stop the department instead',
  breakerWindowMs: 'The window for that',
  breakerRestMs: 'How long a stopped department rests before it tries again',
  commandAttempts: 'Attempts of one transaction when another stands in its way',
  relayPageRows: 'Rows of one page of the relay',
  relayPageBytes: 'Bytes of one page of the relay',
  relayPollMs: 'Poll of the relay when nothing wakes it',
  relayIdlePollMs: 'To this the poll of the relay slows down while there is nothing to publish',
  relayStoreMs: 'How often the relay stores its place while it publishes; what came after it is published again after a crash',
  relayLeaseMs: 'Lease of the relay: so long after a crash another instance takes over',
  outboxSlotRows: 'Rows of the outbox before it rotates and the old slot is cleared',
  outboxLockTimeoutMs: 'Longest wait for the lock that clears a slot',
  maintenanceMs: 'How often the outbox is looked after',
  receivedRetentionMs: 'How long ids of outside events are kept to recognise a repetition',
  idempotencyRetentionMs: 'How long answers to commands are kept for a repetition',
  archiveAfterMs: 'A case that is over leaves for the archive when nothing has happened to it for so long',
  archiveRoundMs: 'How often all cases are gone through for that',
  archiveTurnMs: 'How long one turn of it may take, at each housekeeping',
  housekeepingMs: 'How often old ids, answers and cases are looked for',
  intentBatch: 'Calls to the outside at a time',
  intentLeaseMs: 'So long after a crash a call is made again, with the same key; a call may take half of it',
  intentPollMs: 'Poll for calls to make when nothing wakes the worker',
  intentStopMs: 'When an instance stops, calls under way may end for so long before they are given up',
  timerBatch: 'Timers looked at in one turn',
  timerPollMs: 'Poll for timers that are due',
};

const largest = 2_147_483_647_000;

type LimitSettings = { readonly [K in keyof MessagingLimits]: ReturnType<typeof setting.integer> };

const envName = (name: string): string => `HUILIU_${name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;

/** `relayPageRows` → HUILIU_RELAY_PAGE_ROWS, and so on: every bound of the core is a setting. */
export const limitSettings = (): LimitSettings =>
  Object.fromEntries(
    (Object.keys(help) as (keyof MessagingLimits)[]).map((name) => [name, setting.integer(envName(name), { default: defaultMessagingLimits[name], min: 1, max: largest, help: help[name] })]),
  ) as LimitSettings;

/** The limits among a department's settings. */
export const limitsOf = (settings: Readonly<Record<keyof MessagingLimits, number>>): MessagingLimits =>
  Object.fromEntries((Object.keys(help) as (keyof MessagingLimits)[]).map((name) => [name, settings[name]])) as unknown as MessagingLimits;
