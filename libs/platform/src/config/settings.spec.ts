import { departmentSettings, peerSettings, tokenSettings } from './groups';
import { redactUrls } from './redact';
import { setting } from './setting';
import { defineSettings, loadSettings, SettingsError, textOfValue } from './settings';

const good = { DATABASE_URL: 'postgres://refund:secret@127.0.0.1:5432/refund', HUILIU_BUS_DATABASE_URL: 'postgres://127.0.0.1/bus' };

function problemsOf(run: () => unknown): Record<string, string> {
  try {
    run();
  } catch (error) {
    if (error instanceof SettingsError) return Object.fromEntries(error.problems.map(({ env, problem }) => [env, problem]));
    throw error;
  }
  throw new Error('no problem was found');
}

describe('settings', () => {
  const settings = defineSettings({
    ...departmentSettings('refund'),
    paymentProviderUrl: setting.httpUrl('HUILIU_PAYMENT_PROVIDER_URL', { help: 'Where refunds are paid' }),
  });

  it('come typed, with their defaults', () => {
    const values = settings.read({ ...good, HUILIU_PAYMENT_PROVIDER_URL: 'http://127.0.0.1:9000', HUILIU_GRPC_PORT: ' 7105 ', HUILIU_PARTITIONS: '' });
    const port: number = values.grpcPort;
    const bus: 'embedded' | 'kafka' = values.bus;
    const brokers: readonly string[] | undefined = values.kafkaBrokers;
    expect([port, bus, brokers, values.partitions, values.host]).toEqual([7105, 'embedded', undefined, 4, '127.0.0.1']);
  });

  it('that are wrong are told all at once, in plain words with an example, and without their secrets', () => {
    const env = {
      DATABASE_URL: 'mysql://root:hunter2@db',
      HUILIU_GRPC_PORT: '70000',
      HUILIU_BUS: 'kafka',
      KAFKA_BROKERS: 'broker',
      HUILIU_TRACE_SAMPLE_RATIO: '1.5',
      HUILIU_LOG_FORMAT: 'xml',
      HUILIU_STOP_TIMEOUT_MS: '1e3',
    };
    expect(problemsOf(() => settings.read(env))).toEqual({
      DATABASE_URL: 'has a value that is not a PostgreSQL URL',
      HUILIU_GRPC_PORT: 'is "70000", which is not a port number from 0 to 65535 (0: any free one)',
      KAFKA_BROKERS: 'is "broker", which is not a list of host:port, separated by commas',
      HUILIU_TRACE_SAMPLE_RATIO: 'is "1.5", which is not a number from 0 to 1',
      HUILIU_LOG_FORMAT: 'is "xml", which is not one of json, pretty',
      HUILIU_STOP_TIMEOUT_MS: 'is "1e3", which is not a time in milliseconds, a whole number from 1 to 86400000',
      HUILIU_PAYMENT_PROVIDER_URL: 'is missing: Where refunds are paid',
    });
    expect(() => settings.read(env)).toThrow(/7 settings are wrong:[^]*HUILIU_GRPC_PORT=7101[^]*--help/);
    expect(() => settings.read(env)).not.toThrow(/hunter2/);
  });

  it('that only one bus needs are asked for with that bus alone, the default included', () => {
    const bus = defineSettings(departmentSettings('review'));
    const database = { DATABASE_URL: good.DATABASE_URL };
    expect(Object.keys(problemsOf(() => bus.read(database)))).toEqual(['HUILIU_BUS_DATABASE_URL']);
    expect(Object.keys(problemsOf(() => bus.read({ ...database, HUILIU_BUS: 'kafka' })))).toEqual(['KAFKA_BROKERS']);
    expect(bus.read({ ...database, HUILIU_BUS: 'kafka', KAFKA_BROKERS: 'a:9092, [::1]:9093' }).kafkaBrokers).toEqual(['a:9092', '[::1]:9093']);
  });

  it('are listed with default and help, each of them', () => {
    const help = settings.help();
    expect(help.split('\n')).toHaveLength(Object.keys(settings.group).length);
    expect(help).toMatch(/HUILIU_BUS +embedded +Event bus/);
    expect(help).toMatch(/KAFKA_BROKERS +required when HUILIU_BUS=kafka/);
    expect(help).toMatch(/DATABASE_URL +required/);
  });

  it('can be printed without passwords', () => {
    const text = settings.describe({ ...good, HUILIU_PAYMENT_PROVIDER_URL: 'https://user:pa%40ss@pay.example.com/v1' });
    expect(text).toContain('postgres://refund:***@127.0.0.1:5432/refund');
    expect(text).toContain('https://user:***@pay.example.com/v1');
    expect(text).not.toMatch(/secret|pa%40ss/);
  });

  it('of amounts are read by currency, each once, and shown as they are set', () => {
    const of = setting.amounts('HUILIU_LIMITS', { default: { CNY: 50_000, JPY: 7 }, help: 'Limits' });
    const amounts = defineSettings({ limits: of });
    expect(amounts.read({})).toMatchObject({ limits: { CNY: 50_000, JPY: 7 } });
    expect(amounts.read({ HUILIU_LIMITS: 'GBP:1, EUR:0' })).toMatchObject({ limits: { GBP: 1, EUR: 0 } });
    for (const wrong of ['GBP', 'GBP:', 'gbp:1', 'GBP:-1', 'GBP:1,GBP:2', 'GBP:1.5', 'GBP:1,']) expect(() => amounts.read({ HUILIU_LIMITS: wrong })).toThrow(SettingsError);
    expect(textOfValue(of.fallback)).toBe('CNY:50000,JPY:7');
  });

  it('of peers are named after the department', () => {
    const peers = defineSettings({ ...peerSettings(['intake', 'review']), ...tokenSettings() });
    const values = peers.read({ HUILIU_INTAKE_GRPC: '127.0.0.1:7101,127.0.0.1:7201', HUILIU_REVIEW_GRPC: 'review:7102' });
    expect(values.intakeGrpc).toEqual(['127.0.0.1:7101', '127.0.0.1:7201']);
    expect(values.reviewGrpc).toEqual(['review:7102']);
  });

  it('defined twice under one variable are a bug', () => {
    expect(() => defineSettings({ a: setting.port('HUILIU_X', { help: 'x' }), b: setting.port('HUILIU_X', { help: 'x' }) })).toThrow(/HUILIU_X is defined twice/);
  });
});

describe('a start', () => {
  const settings = defineSettings({ port: setting.port('HUILIU_TEST_PORT', { help: 'A port' }) });
  const argv = process.argv;

  function run(...args: string[]): { code: number | undefined; out: string; err: string; value?: number } {
    const said = { code: undefined as number | undefined, out: '', err: '' };
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => ((said.out += String(text)), true));
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => ((said.err += String(text)), true));
    jest.spyOn(process, 'exit').mockImplementation((code) => {
      said.code = Number(code);
      throw new Error('exit');
    });
    process.argv = ['node', 'main.js', ...args];
    try {
      return { ...said, value: loadSettings('Huiliu test', settings).port };
    } catch {
      return said;
    }
  }

  afterEach(() => {
    jest.restoreAllMocks();
    process.argv = argv;
    delete process.env['HUILIU_TEST_PORT'];
  });

  it('with --help prints the table and ends well, whatever is set', () => {
    expect(run('--help')).toEqual({ code: 0, out: expect.stringMatching(/^Huiliu test\n[^]*HUILIU_TEST_PORT +required +A port/), err: '' });
  });

  it('with wrong settings says so and ends with 2', () => {
    expect(run()).toEqual({ code: 2, out: '', err: expect.stringContaining('HUILIU_TEST_PORT is missing: A port. Example: HUILIU_TEST_PORT=7101') });
  });

  it('with good ones gives the values', () => {
    process.env['HUILIU_TEST_PORT'] = '7777';
    expect(run()).toMatchObject({ code: undefined, value: 7777 });
  });
});

describe('redactUrls', () => {
  it('hides passwords wherever they stand, and nothing else', () => {
    expect(redactUrls('can\'t reach postgres://a:b@c:5432/d, nor postgres://c:5432/d')).toBe('can\'t reach postgres://a:***@c:5432/d, nor postgres://c:5432/d');
    expect(redactUrls('at file:///x.ts:12:3 mail me@example.com')).toBe('at file:///x.ts:12:3 mail me@example.com');
  });

  it('that are secrets are never printed, not even when they are too short', () => {
    const keys = defineSettings({ key: setting.secret('KEY', { optional: true, help: 'Signs' }) });
    expect(keys.describe({ KEY: 'hunter2-hunter2-hunter2' })).toMatch(/KEY +\*\*\* +set/);
    expect(keys.describe({})).toMatch(/KEY +not set +default/);
    expect(problemsOf(() => keys.read({ KEY: 'hunter2' }))).toEqual({ KEY: 'has a value that is not a secret of 16 characters or more' });
  });
});
