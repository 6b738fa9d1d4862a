import { z } from 'zod';
import { factNames } from '../../../domain/facts';
import { roundDefaults, type AdvancePolicy, type Policy } from '../../../domain/policy';
import type { PolicyTerms } from './rows';

const fact = z.enum(factNames);
const bound = z.union([z.int(), z.strictObject({ limit: z.string() })]);

const condition = z.union([
  z.strictObject({ fact, is: z.string() }),
  z.strictObject({ fact, in: z.array(z.string()).min(1) }),
  z.strictObject({ fact, above: bound }),
  z.strictObject({ fact, below: bound }),
  z.strictObject({ fact, absent: z.boolean() }),
]);

const base = { id: z.string().min(1).max(64), why: z.string(), when: z.array(condition) };
const reason = z.strictObject({ code: z.string().regex(/^[A-Z_]{1,64}$/), message: z.string().min(1).max(400) });

const rule = z.union([z.strictObject({ ...base, then: z.enum(['approve', 'person', 'note']) }), z.strictObject({ ...base, then: z.literal('reject'), reason })]);

const terms = z.strictObject({
  timeZone: z.string(),
  reviewHours: z.number(),
  evidenceHours: z.number().default(roundDefaults.evidenceHours),
  evidenceRequests: z.int().default(roundDefaults.evidenceRequests),
  supplementHours: z.number().default(roundDefaults.supplementHours),
  supplements: z.int().default(roundDefaults.supplements),
  finalReasons: z.array(z.string()).default([...roundDefaults.finalReasons]),
  limits: z.record(z.string(), z.record(z.string().regex(/^[A-Z]{3}$/), z.int())),
  rules: z.array(rule).min(1),
});

const advance = z.object({ reasons: z.array(z.string()), atMostMinor: z.record(z.string().regex(/^[A-Z]{3}$/), z.int()), holdForDays: z.int() });

/** What it says of exchanges in advance, from a column of its own. Throws with what is wrong. */
export function readAdvance(stored: unknown): AdvancePolicy {
  const read = advance.safeParse(stored);
  if (!read.success) throw new Error(`the stored policy is malformed: ${z.prettifyError(read.error)}`);
  return read.data;
}

/** The shape of a policy as the database holds it; what it means is checked by `faultsOfPolicy`. Throws with what is wrong. */
export function readTerms(stored: unknown): Omit<Policy, 'version' | 'activeFrom' | 'advance'> {
  const read = terms.safeParse(stored);
  if (!read.success) throw new Error(`the stored policy is malformed: ${z.prettifyError(read.error)}`);
  return read.data;
}

/** The terms as they are stored. */
export function writeTerms(terms: Omit<Policy, 'version' | 'activeFrom' | 'advance'>): PolicyTerms {
  const isDefault = (name: string, value: unknown): boolean => name in roundDefaults && JSON.stringify(value) === JSON.stringify(roundDefaults[name as keyof typeof roundDefaults]);
  return Object.fromEntries(Object.entries(terms).filter(([name, value]) => !isDefault(name, value))) as unknown as PolicyTerms;
}
