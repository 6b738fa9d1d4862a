import type { BusMessage } from '../../src/bus/bus';
import type { SentCommand } from './client';
import type { Plan, PlannedParcel, PlannedReply } from './plan';
import type { CaseDoc } from './tables';

/** A row that was in the outbox once, in the order of ids. */
export interface SaidRow {
  readonly topic: string;
  readonly subject: string;
  readonly id: string;
  readonly sequence: number | undefined;
}

/** What is in a department's database when everything is quiet; the same from any store. */
export interface DepartmentState {
  readonly cases: ReadonlyMap<string, CaseDoc>;
  readonly total: number;
  readonly entries: readonly string[];
  readonly blocked: readonly string[];
  readonly awaited: readonly string[];
  /** Ids of events, as `source id`. */
  readonly waiting: readonly string[];
  readonly parked: readonly { readonly subject: string; readonly eventId: string }[];
  readonly discarded: readonly string[];
  readonly intents: readonly string[];
  readonly said: readonly SaidRow[];
  /** `topic/partition` → next. */
  readonly positions: ReadonlyMap<string, number>;
}

/** Everything that the properties look at. */
export interface Observation {
  readonly plan: Plan;
  readonly departments: { readonly intake: DepartmentState; readonly review: DepartmentState; readonly refund: DepartmentState };
  readonly topics: { readonly intake: readonly BusMessage[]; readonly review: readonly BusMessage[]; readonly parcels: readonly BusMessage[]; readonly replies: readonly BusMessage[]; readonly deadLetters: readonly BusMessage[] };
  readonly commands: readonly SentCommand[];
  readonly replies: readonly (PlannedReply & { readonly id: string })[];
  readonly parcels: readonly PlannedParcel[];
}
