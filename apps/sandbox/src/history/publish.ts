import { MessageTooLargeError, type Bus } from '@huiliu/messaging';
import type { Message } from '../feed/say';
import { digestOf } from './digest';
import type { Asked, Command, History, Outcome } from './history';

/** Where a system says its events: the bus, or a door of Huiliu's. */
export type Outlet = Pick<Bus, 'publish'>;

/** Nothing was taken, and a repetition would not be either. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
}

export interface Publishing {
  readonly bus: Outlet;
  readonly history: History;
}

/** Topic by topic, each in the order given; written down before and after. */
export async function publish({ bus, history }: Publishing, messages: readonly Message[]): Promise<void> {
  const byTopic = new Map<string, Message[]>();
  for (const one of messages) byTopic.set(one.topic, [...(byTopic.get(one.topic) ?? []), one]);
  const calls = await Promise.all([...byTopic].map(async ([topic, list]) => ({ topic, list, attempt: await history.begin(askedOf(topic, list)) })));
  for (const { topic, list, attempt } of calls) {
    try {
      await bus.publish(topic, list.map(({ message }) => message));
      history.end(attempt, { outcome: 'ok' });
    } catch (error) {
      history.end(attempt, outcomeOf(error));
      throw error;
    }
  }
}

/** A topic of the outside world has one source. An event that is sent twice at once is one event. */
function askedOf(topic: string, list: readonly Message[]): Asked {
  const commands = new Map<string, Command>();
  for (const { message } of list) {
    const id = message.headers['ce_id'] ?? '';
    commands.set(id, [id, digestOf(message.value)]);
  }
  return { principal: list[0]?.message.headers['ce_source'] ?? '', operation: `publish ${topic}`, commands: [...commands.values()] };
}

/** Of a call that broke off, a part may be on the bus. */
const outcomeOf = (error: unknown): Outcome =>
  error instanceof MessageTooLargeError ? { outcome: 'failed', code: error.code } : error instanceof RefusedError ? { outcome: 'failed', code: error.message } : { outcome: 'unknown', code: error instanceof Error ? error.name : 'ERROR' };
