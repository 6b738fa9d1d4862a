import { z } from 'zod';

const field = z.strictObject({
  field: z.string().meta({ description: 'Path of the field, as `lines[0].quantity`; empty for the whole.' }),
  message: z.string(),
  code: z.string().optional(),
});

/** What `toProblem` makes of anything that went wrong. */
export const problem = z
  .strictObject({
    type: z.string().meta({ description: 'Names the code, as `urn:huiliu:problem:case-not-found`; not to be fetched.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: 'What to do next, for a person.' }),
    instance: z.string().optional().meta({ description: 'Path of the request.' }),
    code: z.string().meta({ description: 'Stable, for machines: `CASE_NOT_FOUND`.' }),
    errors: z.array(field).optional().meta({ description: 'Every field that is wrong, up to 20.' }),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
    traceId: z.string().optional().meta({ description: 'The request\'s trace, which the departments\' logs have too.' }),
    errorId: z.string().optional().meta({ description: 'Of a fault of ours: report it with this id.' }),
  })
  .meta({ id: 'Problem', description: 'A problem as of RFC 9457.' });
