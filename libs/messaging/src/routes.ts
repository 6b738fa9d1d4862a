import { registry, type EventContract } from '@huiliu/contracts';
import type { Envelope } from './envelope';
import type { Outcome } from './outcome';
import type { WorkBase } from './work';

/** What a handler is told about the event besides its data. */
export interface EventContext<W = WorkBase> {
  readonly work: W;
  readonly event: Pick<Envelope, 'id' | 'type' | 'source' | 'subject' | 'time' | 'traceparent' | 'causeId'>;
  /** Where its span stands, for rows that link to it. */
  readonly hop: { readonly traceId: string; readonly spanId: string };
}

/** How one event type is handled: what to lock and load for it, and who handles it. */
export interface Route {
  readonly contract: EventContract<object>;
  /** The head it belongs to, where that is not its own ce_subject (incoming events only: a sequence belongs to its subject). */
  readonly subject: ((data: object, own: string) => string) | undefined;
  readonly heads: (data: object) => readonly string[];
  /** `own`: its ce_subject. */
  readonly rows: (data: object, own: string) => Readonly<Record<string, readonly string[] | undefined>>;
  /** Whether it waits until topics are no longer read again side by side; undefined: none of this type does. */
  readonly waitsWhileReadingAgain?: ((data: object) => boolean) | undefined;
  readonly handle: (data: object, context: EventContext) => Promise<Outcome> | Outcome;
}

export type Routes = ReadonlyMap<string, Route>;

/** The contract of a type, heard or not; undefined for a type from the future. */
export const contractOf = (type: string): EventContract<object> | undefined => registry.get(type) as EventContract<object> | undefined;

/** What a subject is about: `case` of `case:…`. */
export const kindOfSubject = (subject: string): string => subject.slice(0, Math.max(0, subject.indexOf(':')));

/** Of which kinds of subjects something is heard, by topic. Only of these a department counts along: of the others nothing could come that a gap would have to hold up. */
export class KindsHeard {
  private readonly kinds: ReadonlySet<string>;

  constructor(routes: Routes) {
    this.kinds = new Set([...routes.values()].map(({ contract: { topic, key } }) => `${topic} ${key}`));
  }

  has(topic: string, subject: string): boolean {
    return this.kinds.has(`${topic} ${kindOfSubject(subject)}`);
  }
}

/** Every type that the contracts say a department hears has one handler, and no other: checked at start. */
export function checkRoutes(department: string, routes: Routes, hearsFor?: readonly string[]): void {
  const expected = [...registry.values()].filter(({ heardBy }) => [department, ...(hearsFor ?? [])].some((party) => heardBy.includes(party))).map((contract) => contract.type);
  const missing = expected.filter((type) => !routes.has(type));
  // Whoever stands in for outside systems could hear for all of them, and hears for those that have no bus of their own.
  const surplus = [...routes.keys()].filter((type) => hearsFor === undefined && !expected.includes(type));
  const faults = [...missing.map((type) => `${type} has no handler`), ...surplus.map((type) => `${type} is handled, but its contract does not name ${department} in heard_by`)];
  if (faults.length > 0) throw new Error(`${department}: handlers and contracts differ: ${faults.join('; ')}`);
}
