import { gapReasons, type GapReason } from '@huiliu/messaging';
import { z } from 'zod';
import { at, count, name } from '../http/answer-parts';
import { askedNames } from '../departments/names';

/** A department that did not answer in time, and the stable code of why. */
export const unavailable = z.strictObject({ department: z.enum(askedNames), code: name() }).meta({ id: 'UnavailableDepartment', description: 'A department that did not answer in time: what it knows is not in the answer.' });

const number = (description?: string) => z.int().min(1).meta({ description: description ?? 'Number of a hop.' });

const hop = z
  .strictObject({
    number: number('Place in the chain, from 1.'),
    department: name(),
    kind: z.enum(['event', 'outside', 'command', 'timer', 'intent']).meta({ description: 'What was handled: a department\'s event, one from outside, a command, a clock that ran out, the result of an outside call.' }),
    type: name(),
    outcome: name('done, ignored, …'),
    handledAt: at().nullable(),
    saidAt: at().nullable(),
    waitMs: z.number().nullable().meta({ description: 'From when it was said to when its effect was there; null where nothing of ours waited.' }),
    durationMs: z.number(),
    id: name('Of the event, command or timer that was handled.'),
    source: name(),
    causeId: name().nullable(),
    traceId: name(),
    spanId: name(),
    parentSpanId: name().nullable(),
    link: z.strictObject({ traceId: name(), spanId: name() }).nullable().meta({ description: 'The trace that this one follows, where a person or a timer came in between.' }),
  })
  .meta({ id: 'Hop' });

const span = z
  .strictObject({
    traceId: name(),
    spanId: name(),
    parentSpanId: name().optional(),
    service: name(),
    instance: name(),
    name: name(),
    kind: name(),
    startedUs: z.number().meta({ description: 'Microseconds since 1970.' }),
    durationUs: z.number().meta({ description: 'Microseconds.' }),
    status: z.enum(['unset', 'ok', 'error']),
    caseId: name().optional(),
    attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    links: z.array(z.strictObject({ traceId: name(), spanId: name() })),
  })
  .meta({ id: 'Span' });

/** What `traceJson` answers. */
export const traceAnswer = z
  .strictObject({
    caseNumber: name(),
    caseId: name(),
    complete: z.boolean().meta({ description: 'Nothing is missing between the first hop and the last, and all departments have answered.' }),
    startedAt: at().nullable(),
    endedAt: at().nullable(),
    durationMs: count().nullable(),
    traceIds: z.array(name()),
    roots: z.array(number()).meta({ description: 'Hops with which it begins, and begins again.' }),
    hops: z.array(hop).meta({ description: 'In causal order.' }),
    edges: z.array(z.strictObject({ from: number(), to: number(), kinds: z.array(z.enum(['cause', 'parent_span', 'span_path', 'link'])) })).meta({ description: '`from` led to `to`.' }),
    missing: z.array(z.strictObject({ hop: number(), reason: z.enum(Object.keys(gapReasons) as GapReason[]), message: name() })).meta({ description: 'Where the chain is broken.' }),
    unavailable: z.array(unavailable),
    spans: z.array(span).nullable().meta({ description: 'Detail from the local store of spans; null when there is none, or it can\'t be read now.' }),
  })
  .meta({ id: 'Trace' });
