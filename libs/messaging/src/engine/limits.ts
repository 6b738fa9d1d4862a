/** Bounds of the messaging core. All are settings; a test reaches each. */
export interface MessagingLimits {
  /** Transactions of the consumer at a time: each takes a connection, and commands, relay and workers need some too. */
  readonly consumerTransactions: number;
  /** Events that one of them takes, of all partitions; a single batch may be larger. */
  readonly transactionEvents: number;
  /** Cases of which an instance remembers what it has written, so that it is not read again for their next event. */
  readonly recallCases: number;
  /** Events of one subject that may wait; one more is poison. */
  readonly waitingPerSubject: number;
  /** After this long an event that waits raises an alarm. */
  readonly waitingAlarmMs: number;
  /** So many parkings with one reason within `breakerWindowMs` stop the partition instead: it is a bad release, not bad data. */
  readonly breakerParkings: number;
  readonly breakerWindowMs: number;
  /** How long a stopped partition rests before it tries again. */
  readonly breakerRestMs: number;
  /** Attempts of one command when another transaction stands in its way. */
  readonly commandAttempts: number;
  /** Rows and bytes of one page of the relay. */
  readonly relayPageRows: number;
  readonly relayPageBytes: number;
  readonly relayPollMs: number;
  /** To this the poll slows down while there is nothing. */
  readonly relayIdlePollMs: number;
  /** So much of what was published may be published again after a crash. */
  readonly relayStoreMs: number;
  readonly relayLeaseMs: number;
  /** Rows in an outbox slot before it is rotated out and cleared. */
  readonly outboxSlotRows: number;
  readonly outboxLockTimeoutMs: number;
  readonly maintenanceMs: number;
  /** How long ids of events from outside, and answers to commands, are kept to recognise a repetition. */
  readonly receivedRetentionMs: number;
  readonly idempotencyRetentionMs: number;
  /** A case that is over leaves for the archive when nothing has happened to it for so long. */
  readonly archiveAfterMs: number;
  /** How often all cases are gone through for that, and how long one turn of it, a minute, may take. */
  readonly archiveRoundMs: number;
  readonly archiveTurnMs: number;
  /** How often old ids, answers and cases are looked for. */
  readonly housekeepingMs: number;
  /** Calls to the outside at a time, and how long one may take before another worker may take it over. */
  readonly intentBatch: number;
  readonly intentLeaseMs: number;
  readonly intentPollMs: number;
  /** When an instance stops, calls under way may end for so long before they are given up. */
  readonly intentStopMs: number;
  readonly timerBatch: number;
  readonly timerPollMs: number;
}

const day = 24 * 60 * 60 * 1000;

export const defaultMessagingLimits: MessagingLimits = {
  consumerTransactions: 1,
  transactionEvents: 1_000,
  recallCases: 4_000,
  waitingPerSubject: 1000,
  waitingAlarmMs: 60_000,
  breakerParkings: 100,
  breakerWindowMs: 60_000,
  breakerRestMs: 30_000,
  commandAttempts: 5,
  relayPageRows: 500,
  relayPageBytes: 4_000_000,
  relayPollMs: 50,
  relayIdlePollMs: 400,
  relayStoreMs: 100,
  relayLeaseMs: 5_000,
  outboxSlotRows: 10_000,
  outboxLockTimeoutMs: 200,
  maintenanceMs: 1_000,
  receivedRetentionMs: 30 * day,
  idempotencyRetentionMs: 7 * day,
  archiveAfterMs: 30 * day,
  archiveRoundMs: 3_600_000,
  archiveTurnMs: 6_000,
  housekeepingMs: 60_000,
  intentBatch: 100,
  intentLeaseMs: 30_000,
  intentPollMs: 400,
  intentStopMs: 2_000,
  timerBatch: 100,
  timerPollMs: 500,
};
