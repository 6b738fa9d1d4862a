import { setting } from '@huiliu/platform';
import { defaultBusLimits, type BusLimits } from '../bus/bus';

/** What each bound of the bus means, for `--help` and the documents. Times are milliseconds. */
const help: Readonly<Record<keyof BusLimits, string>> = {
  batchMessages: 'Messages of one batch',
  batchBytes: 'Bytes of one batch',
  publishBytes: 'Largest produce call; Kafka takes 1 MiB by default',
  messageBytes: 'Largest single message',
  pollMs: 'Poll of a reader when nothing wakes it',
  sessionTimeoutMs: 'So long after its last sign of life a member of a group is taken for dead, and others get its partitions',
  heartbeatMs: 'How often a member gives a sign of life',
  retryBackoffMs: 'First pause after a failure; each further one is twice as long',
  retryBackoffMaxMs: 'Longest pause after a failure',
};

type Keys = keyof BusLimits;
type KeyOf<Name extends Keys> = `bus${Capitalize<Name>}`;
export type BusLimitSettings = { readonly [Name in Keys as KeyOf<Name>]: ReturnType<typeof setting.integer> };

const largest = 2_147_483_647;
const names = Object.keys(help) as Keys[];
const keyOf = <Name extends Keys>(name: Name): KeyOf<Name> => `bus${name.charAt(0).toUpperCase()}${name.slice(1)}` as KeyOf<Name>;
const envName = (name: string): string => `HUILIU_BUS_${name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;

/** `sessionTimeoutMs` → HUILIU_BUS_SESSION_TIMEOUT_MS, and so on: every bound that all buses have is a setting. */
export const busLimitSettings = (): BusLimitSettings =>
  Object.fromEntries(names.map((name) => [keyOf(name), setting.integer(envName(name), { default: defaultBusLimits[name], min: 1, max: largest, help: help[name] })])) as BusLimitSettings;

/** The bus's limits among the settings of a process. */
export const busLimitsOf = (settings: Readonly<Record<KeyOf<Keys>, number>>): BusLimits => Object.fromEntries(names.map((name) => [name, settings[keyOf(name)]])) as unknown as BusLimits;
