import { departments } from '@huiliu/contracts';

export type BusKind = 'embedded' | 'kafka';

/** What the installation is made of, as far as the plan has to know before it is there. */
export interface Setup {
  readonly bus: BusKind;
  readonly instances: number;
  /** http: the sandbox's WMS and carrier are reached over HTTP, and somebody stands in for them. */
  readonly doors?: 'bus' | 'http';
}

export interface KindOfFault {
  readonly help: string;
  /** Where left out: both. */
  readonly bus?: BusKind;
  /** Shortest and longest, in seconds; [0, 0] where the fault is over as soon as it is done. */
  readonly lastsSeconds: readonly [number, number];
  /** What it can hit; one is drawn. */
  readonly targets: (setup: Setup) => readonly string[];
  /** Two faults at once never share one of these. */
  readonly area: 'processes' | 'postgres' | 'kafka' | 'network' | 'clock' | 'events';
}

export const instanceNames = ({ instances, doors }: Setup): string[] =>
  [...departments, ...(doors === 'http' ? ['webhooks'] : [])].flatMap((name) => (instances === 1 ? [name] : Array.from({ length: instances }, (_, index) => `${name}-${index + 1}`)));
const services = (setup: Setup): string[] => [...instanceNames(setup), 'gateway', 'sandbox'];
const pairs = (setup: Setup): string[] => services(setup).flatMap((one, index) => services(setup).slice(index + 1).map((other) => `${one} ${other}`));
const everything = (): string[] => ['everything'];
const eachDepartment = (): readonly string[] => departments;

const lockable = ['head', 'outbox', 'relay', 'consumer_offset', 'hop'] as const;
const busOf = ({ bus }: Setup): string => (bus === 'kafka' ? 'kafka' : 'bus');

/** `from→to`; `bus` is the database of the embedded bus. */
export const links = (setup: Setup): string[] => [
  ...[...instanceNames(setup), 'sandbox'].flatMap((name) => [`${name}→postgres`, `${name}→${busOf(setup)}`]),
  ...instanceNames(setup).map((name) => `gateway→${name}`),
  ...instanceNames(setup).filter((name) => name.startsWith('refund')).map((name) => `${name}→payments`),
];

/** Every kind of fault, by its stable name. */
export const kinds = {
  'kill-service': { help: 'kill -9 of one process: a department, the gateway or the sandbox', lastsSeconds: [0, 0], targets: services, area: 'processes' },
  'kill-two': { help: 'kill -9 of two processes at once', lastsSeconds: [0, 0], targets: pairs, area: 'processes' },
  'kill-relay-holder': { help: "kill -9 of the instance that holds the lease of a department's relay", lastsSeconds: [0, 0], targets: eachDepartment, area: 'processes' },
  'pause-service': { help: 'SIGSTOP of one process for longer than sessions and leases last, then SIGCONT: a zombie', lastsSeconds: [7, 10], targets: services, area: 'processes' },
  'pause-two': { help: 'the same with two processes at once', lastsSeconds: [7, 10], targets: pairs, area: 'processes' },
  'pause-relay-holder': { help: "the same with the instance that holds the lease of a department's relay", lastsSeconds: [7, 10], targets: eachDepartment, area: 'processes' },
  'restart-storm': { help: 'kill -9 of every process, one after the other, again and again', lastsSeconds: [3, 6], targets: everything, area: 'processes' },
  rebalance: { help: 'instances stopped in good order and started again all the time, so that groups never come to rest', lastsSeconds: [8, 12], targets: eachDepartment, area: 'processes' },
  'postgres-immediate-stop': { help: 'PostgreSQL told to stop immediately (as pg_ctl stop -m immediate), and started again', lastsSeconds: [0, 0], targets: everything, area: 'postgres' },
  'postgres-kill': { help: 'kill -9 of PostgreSQL', lastsSeconds: [0, 0], targets: everything, area: 'postgres' },
  'sessions-terminated': { help: 'pg_terminate_backend of all sessions of a role, again and again', lastsSeconds: [0, 3], targets: (setup) => [...departments, 'sandbox', ...(setup.bus === 'embedded' ? ['bus'] : []), 'everything'], area: 'postgres' },
  'connections-full': { help: 'foreign connections take all that PostgreSQL gives, after the sessions of a role were ended', lastsSeconds: [4, 7], targets: eachDepartment, area: 'postgres' },
  'long-transaction': { help: 'a foreign transaction that has written stays open', lastsSeconds: [8, 14], targets: eachDepartment, area: 'postgres' },
  'lock-held': { help: "a table of a department's messaging core is locked by somebody", lastsSeconds: [4, 9], targets: () => departments.flatMap((name) => lockable.map((table) => `${name}.${table}`)), area: 'postgres' },
  'disk-full': { help: 'the disk of the data folder is full (as root, on a small file system of its own)', lastsSeconds: [3, 6], targets: everything, area: 'postgres' },
  'kafka-leader-killed': { help: 'kill -9 of the broker that leads a partition; it comes back when all has recovered without it', bus: 'kafka', lastsSeconds: [0, 0], targets: eachDepartment, area: 'kafka' },
  'kafka-broker-paused': { help: 'SIGSTOP of a broker, then SIGCONT', bus: 'kafka', lastsSeconds: [5, 9], targets: () => ['1', '2', '3'], area: 'kafka' },
  'kafka-rolling-restart': { help: 'brokers stopped in good order and started again, one after the other', bus: 'kafka', lastsSeconds: [0, 0], targets: everything, area: 'kafka' },
  'kafka-coordinator-lost': { help: "the same with the broker that coordinates a department's group", bus: 'kafka', lastsSeconds: [0, 0], targets: eachDepartment, area: 'kafka' },
  'net-delay': { help: 'everything on one way between two processes is late by 50 to 400 ms', lastsSeconds: [4, 8], targets: links, area: 'network' },
  'net-cut-one-way': { help: 'one direction between two processes is cut', lastsSeconds: [4, 9], targets: (setup) => links(setup).flatMap((link) => [`${link} there`, `${link} back`]), area: 'network' },
  'net-half-open': { help: 'the connections between two processes lead nowhere any more and nobody is told; new ones work', lastsSeconds: [0, 0], targets: links, area: 'network' },
  'net-reset': { help: 'connections between two processes are reset, new ones too', lastsSeconds: [2, 6], targets: links, area: 'network' },
  'clock-back': { help: 'the clock of one process is set back by minutes, and later right again', lastsSeconds: [5, 9], targets: services, area: 'clock' },
  duplicates: { help: 'the latest events of a department are published again: twice, late, and in another order', lastsSeconds: [0, 0], targets: () => departments.filter((name) => name !== 'feedback'), area: 'events' },
} as const satisfies Record<string, KindOfFault>;

export type FaultName = keyof typeof kinds;

/** Is there all the time rather than drawn: some events can't be handled, by what they say. */
export const poisonName = 'poison';
export const poisonHelp = '1% of the cases have an event that nobody can handle; is there all the time';

export const faultNames = Object.keys(kinds) as FaultName[];

export const kindOf = (name: FaultName): KindOfFault => kinds[name];

/** Those that make sense on this bus and with so many instances. */
export const possibleOn = (setup: Setup): FaultName[] =>
  faultNames.filter((name) => {
    const { bus } = kindOf(name);
    return (bus === undefined || bus === setup.bus) && (name !== 'rebalance' || setup.instances > 1);
  });
