import { topics, topicsHeardBy, topicsSaidBy } from '@huiliu/contracts';
import type { TopicSettings } from './bus/bus';
import { deadLetterTopic } from './envelope';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * How long messages are kept, by who may see them. Inner topics outlive the longest case. What comes in may hold personal data and is kept no longer
 * than it takes to mend a fault and read it again; its dead letters too.
 */
export const retentionMs = { inner: 400 * dayMs, outgoing: 30 * dayMs, incoming: 14 * dayMs } as const;

/** Every topic that a party writes to or reads, the dead letters of what it reads included. */
export const topicsOf = (party: string): string[] => [...new Set([...topicsHeardBy(party), ...topicsSaidBy(party), ...topicsHeardBy(party).map(deadLetterTopic)])];

/** The same of several parties, as they are to be created. */
export function topicSettingsOf(parties: string | readonly string[], partitions: number): TopicSettings[] {
  const visibilityOf = new Map(topics.map(({ name, visibility }) => [name, visibility]));
  return [...new Set([parties].flat().flatMap(topicsOf))].map((name) => ({ name, partitions, retentionMs: retentionMs[visibilityOf.get(name) ?? 'incoming'] }));
}
