import { registry, topicsHeardBy } from '@huiliu/contracts';
import type { Batch, Subscriber } from '@huiliu/messaging';
import { Attribute, SpanName, startConsumerSpan, traceparentOf } from '@huiliu/platform';
import { messageOf, type Message, type Say, type System } from '../feed/say';
import type { Database } from '../store/database';
import { publish, type Publishing } from '../history/publish';
import { businessTimes, countSetAside, keepAnswers, type Answer, type Kept, type KeptSay } from '../store/heard';
import { positionOf, storePosition } from '../store/positions';
import { readBatch, type Heard } from './heard';

/** An outside system that answers what it hears. */
export interface AnsweringSystem {
  readonly name: System;
  /**
   * What it says to one event. The same for the same seed and event.
   * @param businessAtMs latest business time known of the case; the event's own time when nothing is known
   */
  answer(heard: Heard, businessAtMs: number): Answer;
  /** By what it knows again that it was told the same in another event, as by a department that was restored: it answers as it did. Undefined: by the event's id. */
  sameAs?(heard: Heard): string | undefined;
  /** Told of every event that was answered for the first time. */
  onAnswered?(heard: Heard): void;
  /** Told of every batch once it is answered, again after a crash; only then does the system read on. */
  afterwards?(heard: readonly Heard[]): Promise<void>;
}

export interface Surroundings extends Publishing {
  readonly database: Database;
  onNotice(party: string, notice: string, details: Record<string, unknown>): void;
}

export const keep = ({ contract, id, key, atMs, data }: Say): KeptSay => ({ type: contract.type, id, key, atMs, data });

/**
 * Subscribes a system: answers are written down, then published, then the position is stored, so that after a crash the same answers are published again and
 * nothing is left unanswered.
 */
export function subscriberOf(system: AnsweringSystem, around: Surroundings): Subscriber {
  const { database } = around;
  return {
    group: groupOf(system.name),
    topics: topicsHeardBy(system.name),
    position: (topic, partition) => positionOf(database, system.name, topic, partition),
    onBatch: async (batch) => {
      await answerBatch(system, batch, around);
      await storePosition(database, system.name, batch.topic, batch.partition, batch.next);
      return batch.next;
    },
    onAlarm: (alarm) => around.onNotice(system.name, alarm.code, { ...alarm }),
    onNotice: (notice, details) => around.onNotice(system.name, notice, details),
  };
}

export const groupOf = (party: string): string => `huiliu-sandbox-${party}`;

/** Answers a batch, wherever it came from; resolves when the answers are published. */
export async function answerBatch(system: AnsweringSystem, batch: Batch, around: Surroundings): Promise<void> {
  const { database } = around;
  const { heard, setAside } = readBatch(batch, system.name);
  await countSetAside(database, system.name, setAside);
  if (heard.length === 0) return;
  const times = await businessTimes(database, [...new Set(heard.map(({ subject }) => subject))]);
  const answers = heard.map((event) => system.answer(event, times.get(event.subject) ?? event.atMs));
  const kept = await keepAnswers(database, system.name, heard.map((event) => ({ ...event, id: system.sameAs?.(event) ?? event.id })), answers);
  await publish(around, heard.flatMap((event, index) => messagesOf(system, event, kept[index] as Kept)));
  await system.afterwards?.(heard);
  heard.forEach((event, index) => {
    if (kept[index]?.first === true) system.onAnswered?.(event);
  });
}

/** The answers go on in the trace of what they answer. */
function messagesOf(system: AnsweringSystem, heard: Heard, { says, first }: Kept): Message[] {
  const span = startConsumerSpan(heard.traceparent, `${SpanName.process} ${heard.contract.name}`, {
    [Attribute.caseId]: heard.key,
    [Attribute.outsideSystem]: system.name,
    [Attribute.eventType]: heard.contract.type,
    [Attribute.eventId]: heard.id,
  });
  const origin = { traceparent: traceparentOf(span) ?? heard.traceparent, causeId: heard.id };
  const messages = says.map((said) => messageOf(system.name, sayOf(said), origin));
  span.setAttribute(Attribute.outcome, first ? 'done' : 'duplicate');
  span.end();
  return messages;
}

function sayOf({ type, ...rest }: KeptSay): Say {
  const contract = registry.get(type);
  if (!contract) throw new Error(`an answer of type ${type} was kept that the contracts no longer have`);
  return { contract, ...rest };
}
