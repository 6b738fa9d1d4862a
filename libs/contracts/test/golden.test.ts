import { join } from 'node:path';
import { allEvents, messageOf, registry, schemas, type FieldSchema } from '../src';
import { decode } from '../../messaging/src/envelope';
import { inForce, readGoldens, withoutGolden, type Golden } from '../../testing/src/golden/goldens';
import { story } from '../../testing/src/golden/story';

const root = join(__dirname, '../../..');
const goldens = readGoldens(root);
const newest = inForce(goldens, Number.POSITIVE_INFINITY);

const all = goldens.map((golden): [string, Golden] => [`${golden.version} ${golden.type}`, golden]);

describe('golden events', () => {
  it('are there for every event as it is now', () => {
    expect({ missing: withoutGolden(goldens), hint: 'node tools/generate/golden.mjs' }).toEqual({ missing: [], hint: 'node tools/generate/golden.mjs' });
  });

  it('were kept from the first version on', () => {
    expect(goldens.filter(({ version }) => version === 1)).toHaveLength(34);
  });

  it.each(all)('version %s is understood: envelope, place, and every value as it was said', (_name, { type, messages }) => {
    const contract = registry.get(type);
    expect(messages.length).toBeGreaterThan(0);
    for (const { topic, key, headers, value } of messages) {
      const decoded = decode({ offset: 0, key, headers, value: JSON.stringify(value) });
      expect(decoded).toMatchObject({ ok: true, envelope: { type, subject: key } });
      // An event that moved elsewhere would wait in vain for who hears it.
      expect({ topic, key: key.slice(0, key.indexOf(':')) }).toEqual({ topic: contract?.topic, key: contract?.key });
      const parsed = contract?.parse(structuredClone(value));
      expect(parsed).toMatchObject({ ok: true, value });
    }
  });

  it.each(newest.map((golden): [string, Golden] => [golden.type, golden]))('%s is told with all its fields', (type, { messages }) => {
    const contract = registry.get(type);
    expect(untold(contract?.name ?? '', messages.map(({ value }) => value))).toEqual([]);
  });

  it('hold nobody’s name, phone or address beside the made-up ones of the customer', () => {
    const personal = Object.entries(schemas).flatMap(([name, { properties }]) => Object.entries(properties).flatMap(([field, schema]) => (schema['x-personal'] ? [`${name}.${field}`] : [])));
    expect(personal.length).toBeGreaterThan(3);
    const inner = goldens.filter(({ type }) => registry.get(type)?.visibility !== 'incoming');
    expect(JSON.stringify(inner)).not.toMatch(/Inparticular|7700 900000|@|Example Lane|As good as said/);
  });

  it('can all be told again: the story has every event', () => {
    expect(new Set(story().map(({ type }) => type))).toEqual(new Set(allEvents.map(({ type }) => type)));
  });
});

/** Fields, however deep, that have a value in none of these: a later version could do with them what it likes. */
function untold(name: string, values: readonly unknown[]): string[] {
  return Object.entries(schemas[name]?.properties ?? {}).flatMap(([field, schema]) => {
    const told = values.flatMap((value) => flat((value as Record<string, unknown>)[field])).filter((value) => !isEmpty(value, schema));
    if (told.length === 0) return [`${name}.${field}`];
    const inner = messageOf(schema.items ?? schema.additionalProperties ?? schema);
    return inner === undefined ? [] : untold(inner, told);
  });
}

const flat = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

const isEmpty = (value: unknown, schema: FieldSchema): boolean =>
  value === undefined || value === null || value === '' || value === 0 || value === '0' || value === false || value === schema['x-unspecified'] || (typeof value === 'object' && Object.keys(value).length === 0);
