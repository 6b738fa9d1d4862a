import { randomUUID } from 'node:crypto';
import { departments, topics, type Visibility } from '@huiliu/contracts';
import { deadLetterTopic, decode, type Batch, type Bus, type BusMessage, type Envelope, type Subscription } from '@huiliu/messaging';

/** One message of the log, as it was found. */
export interface Logged {
  readonly topic: string;
  readonly visibility: Visibility;
  /** The topic whose dead letters these are; undefined for an ordinary topic. */
  readonly deadLetterOf: string | undefined;
  readonly message: BusMessage;
  /** Undefined: the headers can't be read, so no department takes it for an event. */
  readonly envelope: Envelope | undefined;
}

/** How long the bus may say nothing before its end. */
const stallMs = 60_000;

const ownTopics: ReadonlyMap<string, Pick<Logged, 'visibility' | 'deadLetterOf'>> = new Map<string, Pick<Logged, 'visibility' | 'deadLetterOf'>>(
  topics.flatMap(({ name, visibility, heardBy }) => {
    const heardInside = heardBy.some((party) => departments.some((department) => department === party));
    return [[name, { visibility, deadLetterOf: undefined }] as const, ...(heardInside ? [[deadLetterTopic(name), { visibility, deadLetterOf: name }] as const] : [])];
  }),
);

/**
 * Shows every message of every topic of the contracts once, in log order within a partition, from the beginning of the log to where it ends
 * now. Joins as a group of its own, so that nobody else's place is touched.
 */
export async function readLog(bus: Bus, visit: (logged: Logged) => void): Promise<void> {
  const marks = await bus.watermarks([...ownTopics.keys()]);
  const ends = new Map(marks.filter(({ low, high }) => high > low).map(({ topic, partition, high }) => [`${topic}/${partition}`, high]));
  if (ends.size === 0) return;
  const names = [...new Set(marks.filter(({ low, high }) => high > low).map(({ topic }) => topic))];
  const positions = new Map<string, number>();
  let subscription: Subscription | undefined;
  let watch: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      let lastMove = Date.now();
      watch = setInterval(() => {
        if (Date.now() - lastMove > stallMs) reject(new Error(`the log can't be read to its end: nothing came for ${stallMs / 1000} s; still to read: ${behind(ends, positions)}`));
      }, 1_000);
      const take = (batch: Batch): void => {
        lastMove = Date.now();
        for (const message of batch.messages) visitOnce(batch, message, ends, positions, visit);
        positions.set(placeOf(batch), batch.next);
        if ([...ends].every(([place, end]) => (positions.get(place) ?? 0) >= end)) resolve();
      };
      bus
        .subscribe({
          group: `huiliu-invariants-${randomUUID()}`,
          topics: names,
          position: (topic, partition) => Promise.resolve(positions.get(`${topic}/${partition}`)),
          onBatch: (batch) => {
            try {
              take(batch);
            } catch (error) {
              // Not thrown: the bus would deliver it again and again.
              reject(error instanceof Error ? error : new Error(String(error)));
            }
            return Promise.resolve(batch.next);
          },
          onAlarm: ({ code, topic, partition }) => reject(new Error(`the log of ${topic}/${partition} can't be read: ${code}`)),
        })
        .then((made) => (subscription = made), reject);
    });
  } finally {
    clearInterval(watch);
    await subscription?.stop();
  }
}

function visitOnce(batch: Batch, message: BusMessage, ends: ReadonlyMap<string, number>, positions: ReadonlyMap<string, number>, visit: (logged: Logged) => void): void {
  const place = placeOf(batch);
  // Delivered again after a rebalance, or said after we began to look.
  if (message.offset < (positions.get(place) ?? 0) || message.offset >= (ends.get(place) ?? 0)) return;
  const facts = ownTopics.get(batch.topic);
  if (!facts) return;
  const decoded = decode(message);
  visit({ ...facts, topic: batch.topic, message, envelope: decoded.ok ? decoded.envelope : undefined });
}

const placeOf = ({ topic, partition }: Batch): string => `${topic}/${partition}`;

const behind = (ends: ReadonlyMap<string, number>, positions: ReadonlyMap<string, number>): string =>
  [...ends]
    .filter(([place, end]) => (positions.get(place) ?? 0) < end)
    .map(([place, end]) => `${place} at ${positions.get(place) ?? 'its beginning'} of ${end}`)
    .join(', ');
