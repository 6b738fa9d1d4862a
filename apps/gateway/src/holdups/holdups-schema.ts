import { z } from 'zod';
import { askedNames } from '../departments/names';
import { at, count, name, state } from '../http/answer-parts';
import { parkedEvent, timer, waitingEvent } from '../ops/ops-schema';
import { unavailable } from '../trace/trace-schema';

const look = z
  .strictObject({
    department: z.enum(askedNames).meta({ description: 'Or `webhooks`, for what an outside system is to be told of the case over HTTP: once for each system that is told of it.' }),
    known: z.boolean().meta({ description: 'False: the department has never heard of the case.' }),
    blocked: z.boolean().meta({ description: 'A parked event stops it there.' }),
    parked: z.array(parkedEvent),
    waiting: z.array(waitingEvent).meta({ description: 'Events of the case that wait, for it or for something else.' }),
    timers: z.array(timer),
    calls: z.array(z.strictObject({ id: name(), kind: name(), attempts: count(), dueAt: at('Of the next try.').optional() })).meta({ description: 'Calls to outside systems that have not been answered for good.' }),
    last: z.strictObject({ type: name(), outcome: name(), at: at().nullable() }).nullable().meta({ description: 'What happened to it there last.' }),
  })
  .meta({ id: 'Look', description: 'Where a case stands with one department.' });

/** What stands in a case's way. */
export const holdupsAnswer = z
  .strictObject({
    caseNumber: name(),
    status: state('CaseView'),
    waitingFor: name().nullable(),
    stuck: z.boolean().meta({ description: 'Something stands in the way that does not go by itself, or may not.' }),
    because: z.array(name()).meta({ description: 'In words, with what to do, the gravest first.' }),
    departments: z.array(look),
    unavailable: z.array(unavailable),
  })
  .meta({ id: 'Holdups' });
