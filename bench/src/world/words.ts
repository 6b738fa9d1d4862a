import type { EventContract } from '@huiliu/contracts';
import { encode, type OutgoingMessage } from '@huiliu/messaging';
import { isoTime } from './orders';

export type OutsideSystem = 'crm' | 'wms' | 'carrier';

/** What led to a message: the trace goes on, and the cause is named. */
export interface Origin {
  readonly traceparent: string | undefined;
  readonly causeId: string;
}

/**
 * An event of an outside system, by the public contracts. Not checked against them here: intake and the others check all that comes from outside, and what they
 * refuse is found by the invariants.
 * @param id `ce_id`: the same thing said again has the same
 */
export function sayingOf<T>(system: OutsideSystem, contract: EventContract<T>, id: string, key: string, atMs: number, data: T, origin?: Origin): OutgoingMessage {
  return encode({
    id,
    type: contract.type,
    source: `urn:huiliu:bench:${system}`,
    subject: `${contract.key}:${key}`,
    time: isoTime(atMs),
    sequence: undefined,
    epoch: undefined,
    traceparent: origin?.traceparent,
    causeId: origin?.causeId,
    value: JSON.stringify(data),
  });
}
