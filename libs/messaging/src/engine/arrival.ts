import { sourceOf, type Envelope } from '../envelope';
import { contractOf, type Route, type Routes } from '../routes';
import type { Item } from './item';

/** An event with what its handling needs, worked out before anything is locked. */
export interface Arrival {
  readonly envelope: Envelope;
  readonly topic: string;
  readonly subject: string;
  /** Nothing is heard here about such subjects, so a gap holds up nothing: another instance may have passed over what is missing. */
  readonly unheardKind?: true;
  readonly readiness:
    | { readonly kind: 'handle'; readonly item: Item }
    /** Known but not heard here, or from the future: its sequence is counted all the same. */
    | { readonly kind: 'pass'; readonly future: boolean }
    | { readonly kind: 'invalid'; readonly code: string; readonly reason: string; readonly inner: boolean };
}

/** Reads an event: which handler, which heads and rows. Never throws for what is in the message. */
export function arrivalOf(routes: Routes, topic: string, received: Envelope): Arrival {
  const contract = contractOf(received.type);
  if (!contract) return { envelope: received, topic, subject: received.subject, readiness: { kind: 'pass', future: true } };
  const inner = contract.visibility === 'inner';
  // Sequences are Huiliu's own: an outside system that sends such headers does not get to count.
  const envelope: Envelope = inner ? received : { ...received, sequence: undefined, epoch: undefined };
  const base = { envelope, topic, subject: envelope.subject };
  const invalid = (code: string, reason: string): Arrival => ({ ...base, readiness: { kind: 'invalid', code, reason, inner: inner && envelope.sequence !== undefined } });
  if (contract.topic !== topic) return invalid('WRONG_TOPIC', `${envelope.type} belongs on ${contract.topic}, not on ${topic}`);
  if (inner && envelope.sequence === undefined) return invalid('SEQUENCE_MISSING', `${envelope.type} needs the headers hlseq and hlepoch`);
  if (inner && !contract.saidBy.some((department) => sourceOf(department) === envelope.source)) {
    return { ...base, readiness: { kind: 'invalid', code: 'WRONG_SOURCE', reason: `${envelope.type} is not ${envelope.source}'s to say`, inner: false } };
  }
  const route = routes.get(envelope.type);
  if (!route) return { ...base, readiness: { kind: 'pass', future: false } };
  const parsed = parse(route, envelope.value);
  if (!parsed.ok) return invalid('INVALID_EVENT', parsed.reason);
  const { data } = parsed;
  try {
    const subject = route.subject?.(data, envelope.subject) ?? envelope.subject;
    return { ...base, subject, readiness: { kind: 'handle', item: itemOf(route, envelope, subject, data) } };
  } catch (error) {
    return invalid('INVALID_EVENT', error instanceof Error ? error.message : String(error));
  }
}

/** Whether it is handled under its head's lock: not a malformed one from outside, and not a future type without a sequence. */
export function concernsHead({ envelope, readiness }: Arrival): boolean {
  return envelope.sequence !== undefined || readiness.kind === 'handle';
}

function parse(route: Route, value: string): { readonly ok: true; readonly data: object } | { readonly ok: false; readonly reason: string } {
  let json: unknown;
  try {
    json = JSON.parse(value);
  } catch {
    return { ok: false, reason: 'the value is not JSON' };
  }
  const parsed = route.contract.parse(json);
  return parsed.ok ? { ok: true, data: parsed.value } : { ok: false, reason: parsed.errors.map((error) => `${error.path}: ${error.message}`).join('; ') };
}

function itemOf(route: Route, envelope: Envelope, subject: string, data: object): Item {
  const { id, type, source, time, causeId } = envelope;
  return {
    subject,
    heads: route.heads(data),
    rows: route.rows(data, envelope.subject),
    ...(route.waitsWhileReadingAgain?.(data) === true && { waitsWhileReadingAgain: true }),
    // Ids of outside systems are unique only within their source.
    id: `${envelope.sequence === undefined ? `${source}/` : ''}${id}${envelope.givenUpAfter === undefined ? '' : `#${envelope.givenUpAfter}`}`,
    type,
    source,
    causeId,
    saidAt: time,
    traceparent: envelope.traceparent,
    run: (work, hop) => route.handle(data, { work, event: { id, type, source, subject: envelope.subject, time, traceparent: envelope.traceparent, causeId }, hop }),
  };
}
