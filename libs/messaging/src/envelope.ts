import type { BusMessage, OutgoingMessage } from './bus/bus';

/**
 * An event on the wire: CloudEvents 1.0 in Kafka's binary mode, plus Huiliu's own headers.
 * `hlseq` counts 1, 2, 3 … per (source, subject) within the epoch `hlepoch`; public topics have neither.
 */
export interface Envelope {
  /** Fixed when the outbox row was written: a republished event is the same event. */
  readonly id: string;
  readonly type: string;
  readonly source: string;
  /** `kind:id`, as `case:…`. */
  readonly subject: string;
  /** ISO time at which it was said. */
  readonly time: string;
  readonly sequence: number | undefined;
  readonly epoch: number | undefined;
  readonly traceparent: string | undefined;
  /** Id of the event, command or timer that led to this one. */
  readonly causeId: string | undefined;
  /** JSON text, not yet parsed. */
  readonly value: string;
  /** Not on the wire: it was handled and then given up, after so many calls. Handled again, it is another step in its subject's chain. */
  readonly givenUpAfter?: number;
}

export const Header = {
  specVersion: 'ce_specversion',
  id: 'ce_id',
  type: 'ce_type',
  source: 'ce_source',
  subject: 'ce_subject',
  time: 'ce_time',
  contentType: 'content-type',
  traceparent: 'traceparent',
  sequence: 'hlseq',
  epoch: 'hlepoch',
  cause: 'hlcause',
} as const;

/** Longest id, type, source or subject that is taken in: a longer one is malformed. */
export const headerLengthLimit = 256;

export type Decoded = { readonly ok: true; readonly envelope: Envelope } | { readonly ok: false; readonly reason: string };

/** Reads the headers of a message; the value stays text. */
export function decode(message: BusMessage): Decoded {
  const { headers } = message;
  const id = headers[Header.id];
  const type = headers[Header.type];
  const source = headers[Header.source];
  if (!usable(id)) return malformed(Header.id);
  if (!usable(type)) return malformed(Header.type);
  if (!usable(source)) return malformed(Header.source);
  const subject = headers[Header.subject] ?? message.key;
  if (!usable(subject)) return malformed(Header.subject);
  const sequence = count(headers[Header.sequence]);
  const epoch = count(headers[Header.epoch]);
  if (Number.isNaN(sequence)) return malformed(Header.sequence);
  if (Number.isNaN(epoch)) return malformed(Header.epoch);
  return {
    ok: true,
    envelope: {
      id,
      type,
      source,
      subject,
      time: storableIfAny(headers[Header.time]) ?? '',
      sequence,
      epoch: sequence === undefined ? undefined : (epoch ?? 1),
      traceparent: storableIfAny(headers[Header.traceparent]),
      causeId: storableIfAny(headers[Header.cause]),
      value: storable(message.value),
    },
  };
}

/** The message that carries an event. Key and subject are the same, so that one case stays in one partition. */
export function encode(event: Envelope, extra?: Readonly<Record<string, string>>): OutgoingMessage {
  const headers: Record<string, string> = {
    [Header.specVersion]: '1.0',
    [Header.id]: event.id,
    [Header.type]: event.type,
    [Header.source]: event.source,
    [Header.subject]: event.subject,
    [Header.time]: event.time,
    [Header.contentType]: 'application/json',
  };
  if (event.traceparent !== undefined) headers[Header.traceparent] = event.traceparent;
  if (event.causeId !== undefined) headers[Header.cause] = event.causeId;
  if (event.sequence !== undefined) {
    headers[Header.sequence] = String(event.sequence);
    headers[Header.epoch] = String(event.epoch ?? 1);
  }
  return { key: event.subject, headers: extra ? { ...headers, ...extra } : headers, value: event.value };
}

/** `urn:huiliu:review`, the ce_source of a department. */
export const sourceOf = (department: string): string => `urn:huiliu:${department}`;

/** Where what fails validation goes, with the reason; same rights and retention as the topic itself. */
export const deadLetterTopic = (topic: string): string => `${topic}.dead-letters`;

/**
 * Text as PostgreSQL can store it: without NUL, which the bus carries and no JSON may have. What holds one is refused in any case; it has to be storable so that it can be
 * put aside, else it would stop everything behind it.
 */
export const storable = (text: string): string => (text.includes('\0') ? text.replaceAll('\0', '\ufffd') : text);

/** What is longer than it can be is no such thing: it goes on with what this leads to, and must not make that too large. */
const storableIfAny = (text: string | undefined): string | undefined => (text === undefined || text.length > headerLengthLimit ? undefined : storable(text));

function usable(text: string | undefined): text is string {
  return text !== undefined && text.length > 0 && text.length <= headerLengthLimit && !text.includes('\0');
}

function count(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  return Number.isSafeInteger(value) && value > 0 ? value : Number.NaN;
}

function malformed(header: string): Decoded {
  return { ok: false, reason: `the header ${header} is missing, malformed or longer than ${headerLengthLimit} characters` };
}
