import type { EventContract, Visibility } from './events';
import { allEvents } from './generated/registry';

/** Event type → its contract. A type that is not in here comes from a newer version, or from nobody we know. */
export const registry: ReadonlyMap<string, EventContract<unknown>> = new Map(allEvents.map((event) => [event.type, event]));

export interface TopicContract {
  readonly name: string;
  readonly visibility: Visibility;
  readonly events: readonly EventContract<unknown>[];
  readonly saidBy: readonly string[];
  readonly heardBy: readonly string[];
}

/** Every topic, by name. */
export const topics: readonly TopicContract[] = [...new Set(allEvents.map((event) => event.topic))].sort().map((name) => topicOf(name));

/** `party`: a department or an outside system. */
export function eventsHeardBy(party: string): readonly EventContract<unknown>[] {
  return allEvents.filter((event) => event.heardBy.includes(party));
}

export function eventsSaidBy(party: string): readonly EventContract<unknown>[] {
  return allEvents.filter((event) => event.saidBy.includes(party));
}

/** Names of the topics that carry at least one event that the party hears. */
export function topicsHeardBy(party: string): readonly string[] {
  return topics.filter((topic) => topic.heardBy.includes(party)).map((topic) => topic.name);
}

export function topicsSaidBy(party: string): readonly string[] {
  return topics.filter((topic) => topic.saidBy.includes(party)).map((topic) => topic.name);
}

function topicOf(name: string): TopicContract {
  const events = allEvents.filter((event) => event.topic === name);
  const visibilities = new Set(events.map((event) => event.visibility));
  const [visibility] = visibilities;
  if (visibility === undefined || visibilities.size > 1) throw new Error(`topic ${name} mixes ${[...visibilities].join(' and ')} events: rights are given per topic, so split it`);
  return { name, visibility, events, saidBy: union(events.map((event) => event.saidBy)), heardBy: union(events.map((event) => event.heardBy)) };
}

function union(lists: readonly (readonly string[])[]): string[] {
  return [...new Set(lists.flat())].sort();
}
