import { z } from 'zod';
import { at, count, long, name } from '../http/answer-parts';

export const waitingEvent = z
  .strictObject({
    subject: name(),
    eventId: name(),
    type: name(),
    source: name(),
    sequence: long(),
    waitsFor: name('The subject that has to come first.'),
    reason: name(),
    attempts: count(),
    since: at().optional(),
  })
  .meta({ id: 'WaitingEvent', description: 'An event that came before what it needs.' });

export const parkedEvent = z
  .strictObject({
    subject: name(),
    position: long('Its place among those of its subject.'),
    eventId: name(),
    type: name(),
    source: name(),
    sequence: long(),
    reason: name('Stable code of why, and what was said.'),
    attempts: count(),
    since: at().optional(),
  })
  .meta({ id: 'ParkedEvent', description: 'An event that could not be handled; it, and what comes behind it, stops its subject.' });

export const timer = z.strictObject({ subject: name(), kind: name('Which deadline it is.'), dueAt: at().optional() }).meta({ id: 'Timer', description: 'A deadline that runs.' });

export const waitingAnswer = z.strictObject({ events: z.array(waitingEvent) }).meta({ id: 'WaitingEvents' });
export const parkedAnswer = z.strictObject({ events: z.array(parkedEvent) }).meta({ id: 'ParkedEvents' });
export const timersAnswer = z.strictObject({ timers: z.array(timer).meta({ description: 'The next one first.' }) }).meta({ id: 'Timers' });

export const lagAnswer = z
  .strictObject({
    events: long('On the bus and not handled yet.'),
    consumedPerSecond: z.number().meta({ description: 'Over the last minute.' }),
    arrivedPerSecond: z.number().meta({ description: 'Over the last minute.' }),
    fallingBehind: z.boolean().meta({ description: 'More comes in than is handled: then there is no time to expect, and catchUpSeconds is 0.' }),
    catchUpSeconds: z.number(),
    partitions: z.array(z.strictObject({ topic: name(), partition: count(), events: long() })).meta({ description: 'Those with events that are not handled yet.' }),
  })
  .meta({ id: 'Lag' });

export const replayAnswer = z.strictObject({ replayed: count(), remaining: count('Still parked, because one of them failed again.'), reason: name('Why it failed; empty when none did.') }).meta({ id: 'Replayed' });

export const discardAnswer = z.strictObject({ remaining: count('Events of the subject that are still parked.') }).meta({ id: 'Discarded' });

export const replayManyAnswer = z
  .strictObject({ subjects: count(), replayed: count(), remaining: count('Events of these subjects that are still parked.'), unblocked: count('Subjects that go on now.') })
  .meta({ id: 'ReplayedMany' });

export const discardManyAnswer = z.strictObject({ discarded: count() }).meta({ id: 'DiscardedMany' });
