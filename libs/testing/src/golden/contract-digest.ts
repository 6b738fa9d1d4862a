import { createHash } from 'node:crypto';
import { registry, schemas } from '@huiliu/contracts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** Comments say nothing about what may be on the wire. */
const words = new Set(['title', 'description']);

/** Stands for everything that the contracts of today say about an event: fields and what they must hold, however deep, topic and key. Another one is another version. */
export function contractDigest(type: string): string {
  const contract = registry.get(type);
  if (!contract) throw new Error(`the contracts have no event ${type}`);
  const { name, topic, key, visibility } = contract;
  const known = new Map<string, Json>();
  collect(name, known);
  const parts: Json = [topic, key, visibility, [...known].sort(([a], [b]) => (a < b ? -1 : 1))];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}

/** The message and every message that it holds. */
function collect(name: string, known: Map<string, Json>): void {
  if (known.has(name)) return;
  const schema = schemas[name] as unknown as Json | undefined;
  if (schema === undefined) throw new Error(`the contracts have no message ${name}`);
  known.set(name, null);
  const referred: string[] = [];
  known.set(name, plain(schema, referred));
  for (const each of referred) collect(each, known);
}

function plain(value: Json, referred: string[]): Json {
  if (Array.isArray(value)) return value.map((each: Json) => plain(each, referred));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value as Readonly<Record<string, Json>>);
  for (const [name, each] of entries) if (name === '$ref' && typeof each === 'string') referred.push(each.slice(each.lastIndexOf('/') + 1));
  // `properties` holds fields, which may well be called `title`.
  return Object.fromEntries(entries.filter(([name, each]) => !(words.has(name) && typeof each === 'string')).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, each]) => [name, plain(each, referred)]));
}
