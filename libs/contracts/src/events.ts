import type { Parsed } from './failures';
import { validateMessage } from './validate';

/** Inner: between departments. Outgoing and incoming: public, to and from outside systems. */
export type Visibility = 'inner' | 'outgoing' | 'incoming';

/** Everything that the contracts say about one event. `T` is the type of its value, `Type` its `ce_type`. */
export interface EventContract<T, Type extends string = string> {
  /** `ce_type`, as `huiliu.intake.v1.CaseSubmitted`. */
  readonly type: Type;
  readonly name: string;
  readonly topic: string;
  /** Kind of the subject: `case` in `case:…`. */
  readonly key: string;
  readonly visibility: Visibility;
  readonly saidBy: readonly string[];
  readonly heardBy: readonly string[];
  /**
   * Checks a value as `JSON.parse` gave it and fills defaults in place. Incoming events are checked strictly; inner and outgoing ones
   * tolerate enum values from newer versions.
   */
  parse(value: unknown): Parsed<T>;
}

export function defineEvent<T, Type extends string>(facts: Omit<EventContract<T, Type>, 'parse'>): EventContract<T, Type> {
  const strict = facts.visibility === 'incoming';
  return { ...facts, parse: (value) => validateMessage<T>(facts.name, strict, value) };
}
