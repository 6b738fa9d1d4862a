import { registry, type EventContract } from '@huiliu/contracts';
import { decode, type Batch } from '@huiliu/messaging';

/** One event that an outside system has heard, checked against its contract. */
export interface Heard<T = unknown> {
  readonly contract: EventContract<T>;
  readonly id: string;
  readonly source: string;
  /** `kind:id` */
  readonly subject: string;
  /** Id part of the subject. */
  readonly key: string;
  readonly atMs: number;
  readonly traceparent: string | undefined;
  readonly data: T;
}

export interface Read {
  readonly heard: readonly Heard[];
  /** Why the other messages of the batch are of no use. */
  readonly setAside: readonly string[];
}

/** Reads a batch. What is malformed, unknown or for others is set aside and counted; none of it stops what comes after. */
export function readBatch(batch: Batch, party: string, fromOffset = 0): Read {
  const heard: Heard[] = [];
  const setAside: string[] = [];
  for (const message of batch.messages) {
    if (message.offset < fromOffset) continue;
    const decoded = decode(message);
    if (!decoded.ok) {
      setAside.push('malformed');
      continue;
    }
    const { id, source, type, subject, time, traceparent, value } = decoded.envelope;
    const contract = registry.get(type);
    if (contract === undefined) {
      setAside.push('unknown_type');
      continue;
    }
    if (!contract.heardBy.includes(party)) continue;
    const data = parse(contract, value);
    if (data === undefined) {
      setAside.push('malformed');
      continue;
    }
    const atMs = Date.parse(time);
    heard.push({ contract, id, source, subject, key: subject.slice(subject.indexOf(':') + 1), atMs: Number.isNaN(atMs) ? 0 : atMs, traceparent, data });
  }
  return { heard, setAside };
}

function parse(contract: EventContract<unknown>, value: string): unknown {
  try {
    const parsed = contract.parse(JSON.parse(value));
    return parsed.ok ? parsed.value : undefined;
  } catch {
    return undefined;
  }
}

/** Narrows by contract; the value was checked by it. */
export const isOf = <T>(heard: Heard, contract: EventContract<T>): heard is Heard<T> => heard.contract.type === contract.type;
