import { ConcernReported, registry, ReturnRequested, type Visibility } from '@huiliu/contracts';
import { digestOf } from '../../history/digest';
import { Findings } from '../findings';
import type { Logged } from './read-log';

/** Something that a department has said, as it first stands on the log. */
export interface SaidEvent {
  readonly topic: string;
  readonly id: string;
  readonly type: string;
  readonly source: string;
  readonly subject: string;
  /** Inner events have one, public ones don't. */
  readonly sequence: number | undefined;
  readonly epoch: number | undefined;
  readonly time: string;
  readonly causeId: string | undefined;
  readonly traceparent: string | undefined;
}

/** Something that an outside system has said; known by source and id, however often it came. */
export interface IncomingEvent {
  readonly topic: string;
  readonly type: string;
  readonly source: string;
  readonly id: string;
  /** CRM's id of what is asked for; of a return request alone. */
  readonly requestId: string | undefined;
  /** Of its value, as it first came. */
  readonly digest: string;
}

export interface DeadLetter {
  /** The topic that the event came by. */
  readonly topic: string;
  /** `source/id` of the event that was refused. */
  readonly key: string;
  /** `ce_source` of the department that refused it. */
  readonly by: string;
  readonly code: string;
}

/** What is on the bus, first occurrences only. Keeps no values: they are looked at as they pass by. */
export class Log {
  /** What departments have said, by subject; per topic in the order of the log. */
  readonly said = new Map<string, SaidEvent[]>();
  /** By `source/id`. */
  readonly incoming = new Map<string, IncomingEvent>();
  readonly deadLetters: DeadLetter[] = [];
  /** What contradicts the rule that an event published twice is the same event, or can't be read at all. */
  readonly faults = new Findings();
  private readonly byId = new Map<string, SaidEvent>();
  private readonly words = new Map<string, string>();

  /** True for an event of ours that stands on the log for the first time. */
  add({ topic, visibility, deadLetterOf, message, envelope }: Logged): boolean {
    if (deadLetterOf !== undefined) {
      this.addDeadLetter(deadLetterOf, message.headers);
      return false;
    }
    if (!envelope) {
      // From outside it is a dead letter; what we say ourselves can be read.
      if (visibility !== 'incoming') this.faults.add(`${topic} offset ${message.offset}: the headers of a message can't be read`);
      return false;
    }
    const { id, type, source, subject, time, sequence, epoch, causeId, traceparent } = envelope;
    if (visibility === 'incoming') {
      this.addIncoming({ topic, type: this.word(type), source: this.word(source), id, requestId: requestIdOf(type, envelope.value), digest: digestOf(envelope.value) });
      return false;
    }
    const event: SaidEvent = { topic, id, type: this.word(type), source: this.word(source), subject: this.word(subject), sequence, epoch, time, causeId, traceparent };
    return this.addSaid(visibility, event);
  }

  /** Distinct events, dead letters left out. */
  get events(): number {
    return this.byId.size + this.incoming.size;
  }

  saidBy(id: string): SaidEvent | undefined {
    return this.byId.get(id);
  }

  deadLetterKeys(topic: string): ReadonlySet<string> {
    return new Set(this.deadLetters.filter((letter) => letter.topic === topic).map(({ key }) => key));
  }

  /** An outside system that says another thing under the same id is heard the first time alone. */
  private addIncoming(event: IncomingEvent): void {
    const key = `${event.source}/${event.id}`;
    if (!this.incoming.has(key)) this.incoming.set(key, event);
  }

  private addSaid(visibility: Visibility, event: SaidEvent): boolean {
    const known = this.byId.get(event.id);
    if (known) {
      if (!sameEvent(known, event)) this.faults.add(`${event.topic}: two different events have the id ${event.id}`);
      return false;
    }
    // A type from the future may do without.
    if (visibility === 'inner' && event.sequence === undefined && registry.has(event.type)) this.faults.add(`${event.topic}: ${event.id} is an inner event without a sequence`);
    this.byId.set(event.id, event);
    const events = this.said.get(event.subject);
    if (events) events.push(event);
    else this.said.set(event.subject, [event]);
    return true;
  }

  private addDeadLetter(topic: string, headers: Readonly<Record<string, string>>): void {
    this.deadLetters.push({ topic, key: `${headers['hldeadsource'] ?? ''}/${headers['ce_id'] ?? ''}`, by: headers['hldeadby'] ?? '', code: headers['hldeadcode'] ?? '' });
  }

  /** One copy of each: every message brings its own of the same few types, sources and subjects. */
  private word(text: string): string {
    const known = this.words.get(text);
    if (known !== undefined) return known;
    this.words.set(text, text);
    return text;
  }
}

const sameEvent = (a: SaidEvent, b: SaidEvent): boolean =>
  a.topic === b.topic && a.type === b.type && a.source === b.source && a.subject === b.subject && a.sequence === b.sequence && a.epoch === b.epoch && a.time === b.time;

/** Undefined where the value can't be read: then it is a dead letter. */
function requestIdOf(type: string, value: string): string | undefined {
  const contract = [ReturnRequested, ConcernReported].find((each) => each.type === type);
  if (!contract) return undefined;
  try {
    const parsed = contract.parse(JSON.parse(value));
    return parsed.ok ? parsed.value.requestId : undefined;
  } catch {
    return undefined;
  }
}
