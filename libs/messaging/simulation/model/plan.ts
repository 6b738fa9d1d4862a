import fc, { type Arbitrary } from 'fast-check';
import { PublishFault } from '../bus/memory-bus';

/** A command somebody sends, under a key of its own. */
export interface PlannedCommand {
  readonly department: 'intake' | 'review';
  readonly caseIndex: number;
  /** put: changes the case's row. note: only adds and says. limited: refused when the case has two already. */
  readonly kind: 'put' | 'note' | 'limited';
  /** Its event can be handled in refund only after the first of case 0. */
  readonly needsFirst: boolean;
  readonly atMs: number;
  /** Sent by two at the same time under the one key. */
  readonly twice: boolean;
  /** Sends again until there is an answer; otherwise gives up after the first. */
  readonly patient: boolean;
}

/** What is wrong with the event of a command, in one department, until it is mended. */
export interface Ill {
  readonly department: 'review' | 'refund';
  readonly command: number;
  readonly kind: 'throws' | 'refused' | 'unstorable';
  readonly discard: boolean;
}

/** A reply from an outside system: no sequence, known by source and id. */
export interface PlannedReply {
  readonly caseIndex: number;
  readonly atMs: number;
  readonly copies: number;
  readonly malformed: boolean;
}

/** Events of another source about one case, as they lie in the log: doubled, and out of order within an epoch. */
export interface PlannedParcel {
  readonly caseIndex: number;
  readonly atMs: number;
  readonly epoch: number;
  readonly sequence: number;
}

export const FaultKind = {
  crash: 'crash',
  pause: 'pause',
  resume: 'resume',
  cut: 'cut',
  stopDatabase: 'stopDatabase',
  loseCommit: 'loseCommit',
  loseCommitAnswer: 'loseCommitAnswer',
  stopBroker: 'stopBroker',
  refusePublish: 'refusePublish',
  losePublishAnswer: 'losePublishAnswer',
  partialPublish: 'partialPublish',
  rebalance: 'rebalance',
  everybodyOwnsAll: 'everybodyOwnsAll',
  foreignTransaction: 'foreignTransaction',
  clockBack: 'clockBack',
  mend: 'mend',
  replay: 'replay',
} as const;
export type FaultKind = (typeof FaultKind)[keyof typeof FaultKind];

/** `which` picks the process, department, group or case, modulo how many there are. */
export interface PlannedFault {
  readonly step: number;
  readonly kind: FaultKind;
  readonly which: number;
}

export interface Plan {
  readonly cases: number;
  readonly commands: readonly PlannedCommand[];
  readonly ills: readonly Ill[];
  readonly replies: readonly PlannedReply[];
  readonly parcels: readonly PlannedParcel[];
  readonly faults: readonly PlannedFault[];
  readonly bounds: {
    readonly batchMessages: number;
    readonly transactionEvents: number;
    readonly consumerTransactions: number;
    readonly pageRows: number;
    readonly slotRows: number;
    readonly partitions: number;
    readonly holes: boolean;
  };
  /** Seed of the jitter inside the core. */
  readonly chance: number;
}

export const maxCases = 3;
/** Faults come within so many steps; then everything heals. */
export const faultSteps = 450;

const caseIndex = fc.nat({ max: maxCases - 1 });
const atMs = fc.nat({ max: 250 });

const command: Arbitrary<PlannedCommand> = fc.record({
  department: fc.constantFrom('intake', 'intake', 'review'),
  caseIndex,
  kind: fc.constantFrom('put', 'note', 'limited'),
  needsFirst: fc.boolean(),
  atMs,
  twice: fc.boolean(),
  patient: fc.boolean(),
});

const ill: Arbitrary<Ill> = fc.record({
  department: fc.constantFrom('review', 'refund'),
  command: fc.nat({ max: 7 }),
  kind: fc.constantFrom('throws', 'refused', 'unstorable'),
  discard: fc.boolean(),
});

const reply: Arbitrary<PlannedReply> = fc.record({ caseIndex, atMs, copies: fc.integer({ min: 1, max: 2 }), malformed: fc.boolean() });

const fault: Arbitrary<PlannedFault> = fc.record({ step: fc.nat({ max: faultSteps }), kind: fc.constantFrom(...Object.values(FaultKind)), which: fc.nat({ max: 11 }) });

/** One case's events of the other source: an epoch of `first` events, then perhaps a raised one that goes on from an earlier number. */
const parcelsOf = (index: number): Arbitrary<readonly PlannedParcel[]> =>
  fc
    .record({ first: fc.nat({ max: 3 }), back: fc.nat({ max: 2 }), second: fc.nat({ max: 2 }), order: fc.array(fc.nat({ max: 5 }), { maxLength: 8 }), atMs })
    .map(({ first, back, second, order, atMs: startMs }) => {
      const parcel = (epoch: number, sequence: number): PlannedParcel => ({ caseIndex: index, atMs: startMs + (epoch - 1) * 60, epoch, sequence });
      const old = Array.from({ length: first }, (_, at) => parcel(1, at + 1));
      const raised = Array.from({ length: second }, (_, at) => parcel(2, Math.max(0, first - back) + at + 1));
      // Swaps and copies; leftovers of the old epoch may come after the new one has begun.
      const copies = order.flatMap((at) => (old[at % Math.max(1, first)] ? [old[at % Math.max(1, first)] as PlannedParcel] : []));
      const shuffled = [...copies.slice(0, 2), ...old, ...copies.slice(2, 3)];
      const late = copies.slice(3, 4).map((copy) => ({ ...copy, atMs: startMs + 60 }));
      return [...shuffled, ...raised.slice(0, 1), ...late, ...raised.slice(1), ...raised.slice(0, 1)];
    });

export const plan: Arbitrary<Plan> = fc.record({
  cases: fc.integer({ min: 1, max: maxCases }),
  commands: fc.array(command, { minLength: 1, maxLength: 7 }),
  ills: fc.array(ill, { maxLength: 2 }),
  replies: fc.array(reply, { maxLength: 3 }),
  parcels: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: caseIndex.chain(parcelsOf) }),
  faults: fc.array(fault, { maxLength: 8 }),
  bounds: fc.record({
    batchMessages: fc.integer({ min: 1, max: 6 }),
    transactionEvents: fc.integer({ min: 1, max: 8 }),
    consumerTransactions: fc.integer({ min: 1, max: 2 }),
    pageRows: fc.integer({ min: 1, max: 5 }),
    slotRows: fc.integer({ min: 1, max: 4 }),
    partitions: fc.integer({ min: 1, max: 2 }),
    holes: fc.boolean(),
  }),
  chance: fc.nat(),
});

export const publishFaultOf: Partial<Record<FaultKind, PublishFault>> = { refusePublish: PublishFault.refused, losePublishAnswer: PublishFault.answerLost, partialPublish: PublishFault.partial };
