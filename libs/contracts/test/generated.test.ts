import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { allEvents, topics } from '../src';

const root = resolve(__dirname, '../../..');
const run = promisify(execFile);

interface Outcome {
  readonly code: number;
  readonly output: string;
}

/** Runs a script of ours with Node, as a developer would. */
async function node(args: readonly string[], env: Record<string, string> = {}): Promise<Outcome> {
  try {
    const { stdout, stderr } = await run(process.execPath, [...args], { cwd: root, env: { ...process.env, ...env } });
    return { code: 0, output: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, output: stdout + stderr };
  }
}

/** Evaluates an expression over the generator's modules and brings its value back. */
async function evaluate<T>(imports: string, expression: string): Promise<T> {
  const { code, output } = await node(['--input-type=module', '-e', `${imports}; console.log(JSON.stringify(${expression}))`]);
  if (code !== 0) throw new Error(output);
  return JSON.parse(output) as T;
}

const generator = (name: string) => `./tools/generate/${name}.mjs`;

describe('generated files', () => {
  it('are what proto/ says', async () => {
    expect(await node([generator('index'), '--check'])).toMatchObject({ code: 0 });
  });
});

interface Message {
  readonly name: string;
  readonly payload: { readonly $ref: string };
}
interface Asyncapi {
  readonly asyncapi: string;
  readonly channels: Record<string, { address: string; messages: Record<string, { $ref: string }> }>;
  readonly operations: Record<string, { action: string; messages: { $ref: string }[] }>;
  readonly components: { readonly messages: Record<string, Message>; readonly schemas: Record<string, unknown> };
}

describe('the AsyncAPI document', () => {
  let document: Asyncapi;
  beforeAll(async () => {
    const imports = [
      `import { readModel } from '${generator('model')}'`,
      `import { buildSchemas } from '${generator('schemas')}'`,
      `import { buildAsyncapi } from '${generator('asyncapi')}'`,
      'const model = readModel()',
    ];
    document = await evaluate<Asyncapi>(imports.join(';'), 'buildAsyncapi(model, buildSchemas(model))');
  });

  it('has every topic with its events, and nothing else', () => {
    expect(document.asyncapi).toBe('3.0.0');
    const described = Object.values(document.channels).map((channel) => [channel.address, Object.keys(channel.messages)]);
    expect(described).toEqual(topics.map((topic) => [topic.name, topic.events.map((event) => event.name)]));
    expect(Object.values(document.components.messages).map((message) => message.name).sort()).toEqual(allEvents.map((event) => event.type).sort());
  });

  it('refers to nothing that is not in it', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map((match) => match[1] ?? '');
    const lost = references.filter((path) => path.split('/').reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], document) === undefined);
    expect(references.length).toBeGreaterThan(100);
    expect(lost).toEqual([]);
  });

  it('lets departments send what they say and receive what they hear', () => {
    expect(document.operations['feedback.receive.huiliu.intake.v1']).toMatchObject({ action: 'receive', messages: ['ConcernRaised', 'CaseClosed'].map((name) => ({ $ref: `#/channels/huiliu.intake.v1/messages/${name}` })) });
    expect(document.operations['feedback.send.huiliu.feedback.v1']?.messages).toHaveLength(7);
  });
});

describe('the YAML writer', () => {
  it('quotes what could be read as something else', async () => {
    const value = { a: 'plain text', yes: 'no', 'x: y': '# no comment', n: 1, t: true, s: '3.0.0', z: '', list: ['-', { k: 'v', l: [1] }, []], empty: {}, many: 'one\ntwo' };
    const text = await evaluate<string>(`import { toYaml } from '${generator('yaml')}'`, `toYaml(${JSON.stringify(value)})`);
    const lines = [
      'a: plain text',
      '"yes": "no"',
      '"x: y": "# no comment"',
      '"n": 1',
      't: true',
      's: "3.0.0"',
      'z: ""',
      'list:',
      '  - "-"',
      '  - k: v',
      '    l:',
      '      - 1',
      '  - []',
      'empty: {}',
      'many: "one\\ntwo"',
    ];
    expect(text).toBe(`${lines.join('\n')}\n`);
  });
});

describe('breaking changes', () => {
  it('are none against the baseline, which is up to date', async () => {
    expect(await node([generator('breaking'), '--check'])).toEqual({ code: 0, output: 'the contracts are those of the baseline\n' });
  });

  it('of names, numbers and types are found, the baseline is left alone, and --accept takes them', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'huiliu-baseline-'));
    try {
      const baseline = join(folder, 'baseline.binpb');
      const image = await readFile(join(root, 'proto/baseline.binpb'));
      // As if Money's currency had been called curr3ncy before.
      const former = Buffer.from(image.toString('latin1').replaceAll('currency', 'curr3ncy'), 'latin1');
      await writeFile(baseline, former);
      const env = { HUILIU_CONTRACTS_BASELINE: baseline };
      for (const args of [[], ['--check']]) {
        const { code, output } = await node([generator('breaking'), ...args], env);
        expect({ code, output }).toMatchObject({ code: 1, output: expect.stringContaining('"curr3ncy" to "currency"') });
        expect(output).toContain('Make a new version beside the old one');
        expect(await readFile(baseline)).toEqual(former);
      }
      expect(await node([generator('breaking'), '--accept'], env)).toMatchObject({ code: 0 });
      expect(await readFile(baseline)).toEqual(image);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  const field = (rule: object) => ({ packages: [{ messages: [{ type: 'T', fields: [{ name: 'f', rule }] }] }] });
  const empty = { packages: [{ messages: [{ type: 'T', fields: [] }] }] };
  const event = (facts?: object) => ({ packages: [{ messages: [{ type: 'T', fields: [], event: facts }] }] });
  it.each([
    [field({}), field({ required: true }), ['T.f: became required']],
    [field({ required: true }), field({}), []],
    [field({ maxLength: 64 }), field({ maxLength: 32 }), ['T.f: its maxLength was 64 and is now 32']],
    [field({ maxLength: 32 }), field({ maxLength: 64 }), []],
    [field({ min: '0' }), field({ min: '1' }), ['T.f: its min was 0 and is now 1']],
    [empty, field({ required: true }), ['T.f: is new and required, but messages without it exist']],
    [empty, field({ maxLength: 5, pattern: 'a' }), []],
    [field({}), field({ max: '5' }), ['T.f: got max 5']],
    [field({ pattern: 'a' }), field({ pattern: 'b' }), ['T.f: its pattern changed']],
    [event({ topic: 'a', key: 'case' }), event({ topic: 'b', key: 'case' }), ['T: its topic was a and is now b']],
    [event({ topic: 'a' }), event(), ['T is no event any more: whoever hears it would wait in vain']],
  ])('of our own rules are found: %#', async (before, now, changes) => {
    const found = await evaluate(`import { changesOf } from '${generator('rule-changes')}'`, `changesOf(${JSON.stringify(before)}, ${JSON.stringify(now)})`);
    expect(found).toEqual(changes);
  });
});
