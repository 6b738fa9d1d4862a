import type { EventContract } from '@huiliu/contracts';
import { encode, type OutgoingMessage } from '@huiliu/messaging';
import { isoTime } from '../orders/shop-time';

export type System = 'crm' | 'wms' | 'carrier';

/** `ce_source` of one of the outside systems. */
export const sourceOf = (system: System): string => `urn:huiliu:sandbox:${system}`;

/** An event that an outside system publishes. The same thing said again has the same id, time and data. */
export interface Say<T = unknown> {
  readonly contract: EventContract<T>;
  /** `ce_id`, unique for its system. */
  readonly id: string;
  /** What follows the kind in the subject: the case id in `case:…`. */
  readonly key: string;
  /** Business time. */
  readonly atMs: number;
  readonly data: T;
}

export interface Origin {
  readonly traceparent?: string | undefined;
  /** `ce_id` of what is answered. */
  readonly causeId?: string | undefined;
}

export interface Message {
  readonly topic: string;
  readonly message: OutgoingMessage;
}

export const say = <T>(contract: EventContract<T>, id: string, key: string, atMs: number, data: T): Say<T> => ({ contract, id, key, atMs, data });

/** Checks the data against the contract: what Huiliu would refuse is a mistake of ours and throws here, where it can be found. */
export function messageOf(system: System, { contract, id, key, atMs, data }: Say, origin: Origin = {}): Message {
  const parsed = contract.parse(data);
  if (!parsed.ok) throw new Error(`${system} can't say ${contract.name} ${id}: ${parsed.errors.map((error) => `${error.path} ${error.message}`).join('; ')}`);
  return {
    topic: contract.topic,
    message: encode({
      id,
      type: contract.type,
      source: sourceOf(system),
      subject: `${contract.key}:${key}`,
      time: isoTime(atMs),
      sequence: undefined,
      epoch: undefined,
      traceparent: origin.traceparent,
      causeId: origin.causeId,
      value: JSON.stringify(parsed.value),
    }),
  };
}
