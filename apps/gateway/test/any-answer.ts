import { messageOf, schemas, type FieldSchema } from '@huiliu/contracts';
import * as fc from 'fast-check';

/** What a department can't leave out of an answer: without it the gateway has a fault to report, and does. */
const alwaysThere = new Set(['case', 'ref', 'task', 'refund', 'concern', 'exception', 'parcel']);
/** Departments number these from one; what is left out is read as zero. */
const fromOne = new Set(['shipment', 'number']);

/** Any message of the contracts that a department could answer with. */
export function anyMessage(name: string): fc.Arbitrary<Record<string, unknown>> {
  const { properties = {}, required = [] } = schemas[name] ?? {};
  const model = Object.fromEntries(Object.entries(properties).map(([key, field]) => [key, anyValue(fromOne.has(key) && field.type === 'integer' ? { ...field, minimum: 1 } : field)]));
  const requiredKeys = Object.keys(model).filter((key) => alwaysThere.has(key) || fromOne.has(key) || required.includes(key));
  return fc.record(model, { requiredKeys });
}

const pastAndFuture = fc.date({ min: new Date('0001-01-02T00:00:00Z'), max: new Date('9999-12-30T00:00:00Z'), noInvalidDate: true }).map((date) => date.toISOString());

function anyValue(field: FieldSchema): fc.Arbitrary<unknown> {
  const message = messageOf(field);
  if (message !== undefined) return anyMessage(message);
  if (field.items !== undefined) return fc.array(anyValue(field.items), { maxLength: 3 });
  if (field.additionalProperties !== undefined) return fc.dictionary(fc.string({ unit: 'grapheme', maxLength: 20 }), anyValue(field.additionalProperties), { maxKeys: 3 });
  if (field.enum !== undefined) return fc.constantFrom(...field.enum);
  if (field.format === 'date-time') return fc.oneof(pastAndFuture, fc.constant('2026-11-05T08:30:00.123456789Z'));
  if (field['x-minimum'] !== undefined) return fc.bigInt({ min: BigInt(field['x-minimum']), max: BigInt(field['x-maximum'] ?? 2n ** 63n - 1n) }).map(String);
  if (field.type === 'boolean') return fc.boolean();
  if (field.type === 'integer') return fc.integer({ min: Math.max(0, field.minimum ?? 0), max: 2 ** 31 - 1 });
  if (field.type === 'number') return fc.double({ min: 0, max: 1e9, noNaN: true });
  if (field.pattern !== undefined) return fc.stringMatching(new RegExp(field.pattern));
  // NUL can't be stored, so no department has it.
  return fc.string({ unit: 'binary', minLength: field.minLength ?? 0, maxLength: Math.min(40, field.maxLength ?? 40) }).map((text) => text.replaceAll('\0', '·'));
}
