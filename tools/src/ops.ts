import 'reflect-metadata';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { createClient, OpsService, type OpsServiceMethods, type ServiceClient, type ShowLagResponse } from '@huiliu/contracts';
import { fromGrpcError, isError } from '@huiliu/platform';
import { UsageError } from './once-options';
import { departments } from './storage';

const root = join(__dirname, '../..');

const help = `npm run ops -- COMMAND [options]: how far departments are behind, and events that wait or are parked

  lag [DEPARTMENT]                             how far it is behind the bus, and when it will have caught up
  waiting [DEPARTMENT]                         what waits, and for what
  parked [DEPARTMENT]                          what stopped a case, and why
  replay DEPARTMENT SUBJECT                    handle the parked events of a subject again, in order, and let it go on
  discard DEPARTMENT SUBJECT EVENT --why TEXT  give up the first parked event of a subject; who and why are kept

  --data FOLDER   of the running \`npm start\` (default .data); or HUILIU_<DEPARTMENT>_GRPC=host:port
  --as NAME       who gives an event up (default: the user of this machine)
`;

type Client = ServiceClient<OpsServiceMethods>;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { data: { type: 'string', default: '.data' }, why: { type: 'string' }, as: { type: 'string', default: userInfo().username }, help: { type: 'boolean', short: 'h', default: false } },
  });
  const [verb, department, subject, eventId] = positionals;
  if (values.help || verb === undefined) return print(help);
  const data = resolve(root, values.data);
  switch (verb) {
    case 'lag':
      return showLag(data, department);
    case 'waiting':
      return list(data, department, async (client) => (await client.listWaiting({ subject: '', limit: 100 })).events);
    case 'parked':
      return list(data, department, async (client) => (await client.listParked({ subject: '', limit: 100 })).events);
    case 'replay':
      return print(await askOf(data, department, (client) => client.replayParked({ subject: needed(subject, 'SUBJECT') })));
    case 'discard': {
      const request = { subject: needed(subject, 'SUBJECT'), eventId: needed(eventId, 'EVENT'), discardedBy: values.as, reason: needed(values.why, '--why TEXT') };
      return print(await askOf(data, department, (client) => client.discardParked(request)));
    }
    default:
      throw new UsageError(`there is no command ${verb}`);
  }
}

async function list(data: string, department: string | undefined, ask: (client: Client) => Promise<readonly object[]>): Promise<void> {
  for (const name of department === undefined ? departments : [departmentNamed(department)]) {
    const events = await askOf(data, name, ask);
    print(`${name}: ${events.length === 0 ? 'none' : `${events.length}`}`);
    for (const event of events) print(event);
  }
}

async function showLag(data: string, department: string | undefined): Promise<void> {
  const names = department === undefined ? departments : [departmentNamed(department)];
  const answers = await Promise.allSettled(names.map((name) => askOf(data, name, (client) => client.showLag({}))));
  answers.forEach((answer, index) => print(`${names[index]}: ${answer.status === 'fulfilled' ? describeLag(answer.value) : messageOf(answer.reason)}`));
  if (answers.some(({ status }) => status === 'rejected')) process.exitCode = 1;
}

function describeLag({ events, consumedPerSecond, arrivedPerSecond, fallingBehind, catchUpSeconds, partitions }: ShowLagResponse): string {
  if (events === '0') return 'nothing is behind';
  const outlook = fallingBehind ? 'it falls further behind' : `caught up in about ${Math.ceil(catchUpSeconds)} s`;
  const where = partitions.map((one) => `${one.topic}/${one.partition} ${one.events}`).join(', ');
  return `${events} events behind; ${consumedPerSecond.toFixed(1)}/s handled, ${arrivedPerSecond.toFixed(1)}/s coming in; ${outlook} (${where})`;
}

async function askOf<T>(data: string, department: string | undefined, ask: (client: Client) => Promise<T>): Promise<T> {
  const client = createClient(OpsService, addressOf(data, departmentNamed(needed(department, 'DEPARTMENT'))));
  try {
    return await ask(client);
  } finally {
    client.close();
  }
}

function addressOf(data: string, department: string): string {
  const given = process.env[`HUILIU_${department.toUpperCase()}_GRPC`];
  if (given !== undefined && given !== '') return given;
  const file = join(data, 'addresses.json');
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Record<string, string>>)[department] : undefined;
  if (known === undefined) throw new UsageError(`where ${department} answers is not known: start the system, or set HUILIU_${department.toUpperCase()}_GRPC=host:port`);
  return known;
}

function departmentNamed(name: string): string {
  const found = [...departments, 'webhooks'].find((one) => one === name);
  if (!found) throw new UsageError(`there is no department ${name}; there are ${departments.join(', ')}`);
  return found;
}

function needed(value: string | undefined, what: string): string {
  if (value === undefined || value === '') throw new UsageError(`${what} is missing`);
  return value;
}

const print = (what: string | object): void => void process.stdout.write(`${typeof what === 'string' ? what : JSON.stringify(what)}\n`);

function messageOf(thrown: unknown): string {
  const error = fromGrpcError(thrown);
  return isError(error) ? error.message : String(error);
}

main().catch((thrown: unknown) => {
  const message = messageOf(thrown);
  process.stderr.write(thrown instanceof UsageError ? `${message}\n\n${help}` : `${message}\n`);
  process.exit(thrown instanceof UsageError ? 2 : 1);
});
