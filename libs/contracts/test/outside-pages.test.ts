import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventsHeardBy, eventsSaidBy, outsideSystems, registry, schemas } from '../src';

const docs = join(__dirname, '../../../docs');
const pageOf = (system: string): string => readFileSync(join(docs, 'outside', `${system}.md`), 'utf8');

interface Example {
  readonly specversion: string;
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly hlcause?: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const examplesOf = (system: string): Example[] => [...pageOf(system).matchAll(/```json\n([\s\S]*?)```/g)].map(([, json = '']) => JSON.parse(json) as Example);

describe.each(outsideSystems)('the page for %s', (system) => {
  const said = eventsSaidBy(system).map(({ type }) => type);
  const heard = eventsHeardBy(system).map(({ type }) => type);

  it('has an example of every event that the system says or hears, or several, and of no other', () => {
    expect([...new Set(examplesOf(system).map(({ type }) => type))].sort()).toEqual([...said, ...heard].sort());
  });

  it('names every topic, and the event and the kind of subject on it', () => {
    const rows = pageOf(system);
    for (const { topic, name, key } of [...eventsSaidBy(system), ...eventsHeardBy(system)]) for (const word of [topic, `\`${name}\``, `\`${key}:<`]) expect([name, rows.includes(word)]).toEqual([name, true]);
  });

  it.each(examplesOf(system).map((example) => [example.type.split('.').at(-1) ?? '', example] as const))('shows a %s as it is', (_, example) => {
    const contract = registry.get(example.type);
    if (!contract) throw new Error(`there is no ${example.type}`);
    expect(example.specversion).toBe('1.0');
    expect(example.subject.startsWith(`${contract.key}:`)).toBe(true);
    expect(new Date(example.time).getTime()).not.toBeNaN();
    // What Huiliu says comes from the department that says it, and what others say does not.
    const departments = contract.saidBy.map((party) => `urn:huiliu:${party}`);
    expect(departments.includes(example.source)).toBe(heard.includes(example.type));
    const parsed = contract.parse(JSON.parse(JSON.stringify(example.data)));
    expect(parsed.ok ? [] : parsed.errors).toEqual([]);
    // The validators let unknown fields pass, as they have to; here one would be a slip of the pen.
    const known = Object.keys(schemas[contract.name]?.properties ?? {});
    expect(Object.keys(example.data).filter((field) => !known.includes(field))).toEqual([]);
  });
});

describe('the page for all of them', () => {
  const page = readFileSync(join(docs, 'outside-systems.md'), 'utf8');

  it('has a signature to try one\'s code with that is right', () => {
    const [, secret = '', id = '', timestamp = '', body = '', signature = ''] = /secret `whsec_([^`]+)`, id `([^`]+)`, timestamp `([^`]+)` and the body `([^`]+)` the signature is `v1,([^`]+)`/.exec(page) ?? [];
    expect(createHmac('sha256', Buffer.from(secret, 'base64')).update(`${id}.${timestamp}.${body}`).digest('base64')).toBe(signature);
  });

  it('leads to every page there is', () => {
    for (const name of readdirSync(join(docs, 'outside')).filter((each) => each.endsWith('.md'))) expect(page).toContain(`(outside/${name})`);
  });
});
