import { parseArgs } from 'node:util';
import { doorsOf, mixText, UsageError, whole } from '../once-options';
import { faultNames, kindOf, poisonHelp, poisonName, possibleOn, type BusKind, type FaultName, type Setup } from './kinds';

export interface ChaosOptions {
  readonly bus: BusKind;
  readonly cases: number;
  readonly seconds: number;
  readonly seed: number;
  readonly mix: string;
  readonly instances: number;
  readonly doors: 'bus' | 'http';
  readonly faults: readonly FaultName[];
  /** Some events can't be handled. */
  readonly poison: boolean;
  readonly stallSeconds: number;
  readonly keep: boolean;
  readonly json: boolean;
}

export type ChaosCommand = { readonly mode: 'help' } | { readonly mode: 'planted'; readonly json: boolean } | { readonly mode: 'chaos'; readonly options: ChaosOptions };

const width = Math.max(...faultNames.map((name) => name.length)) + 2;
const listed = (name: string, help: string): string => `  ${name.padEnd(width)}${help}`;

export const chaosHelp = `npm run chaos -- [options]: the whole system under load, with faults; then everything is checked
npm run chaos -- --planted [--json]: plants each known fault into a sound end state, and tells whether the checker finds it

  --bus BUS          embedded or kafka, three brokers then (default embedded)
  --cases N          cases of the load, spread over the time (default 300)
  --seconds S        faults begin within so many seconds; each takes about ten of them (default 60)
  --seed X           faults and cases follow from it: run a failing seed again (default 1)
  --mix MIX          how often each flow, branch and fault of the outside world is drawn, as for once (default everyday)
  --faults LIST      names with commas between, all, or none, to compare with (default all)
  --instances K      processes of each department (default 2)
  --doors DOORS      bus or http: how the sandbox's WMS and carrier are reached (default bus)
  --stall SECONDS    gives up when nothing has moved for so long (default 90)
  --keep             keeps the data folder with logs and databases, to look at
  --json             one JSON object as the last line

Ends with 0 only if everything came to its end and every rule holds. Faults:

${faultNames.map((name) => listed(name, `${kindOf(name).help}${kindOf(name).bus === 'kafka' ? ' (kafka)' : ''}`)).join('\n')}
${listed(poisonName, poisonHelp)}
`;

/** Reads the command line; throws UsageError with what is wrong and how it should be. */
export function chaosOptions(args: readonly string[]): ChaosCommand {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        bus: { type: 'string', default: process.env['HUILIU_BUS'] ?? 'embedded' },
        cases: { type: 'string', default: '300' },
        seconds: { type: 'string', default: '60' },
        seed: { type: 'string', default: '1' },
        mix: { type: 'string', default: 'everyday' },
        faults: { type: 'string', default: 'all' },
        instances: { type: 'string', default: '2' },
        doors: { type: 'string', default: 'bus' },
        stall: { type: 'string', default: '90' },
        planted: { type: 'boolean', default: false },
        keep: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }));
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  if (values.help) return { mode: 'help' };
  if (values.planted) return { mode: 'planted', json: values.json };
  const { json, keep } = values;
  const bus = busOf(values.bus);
  const instances = whole('--instances', values.instances, 1, 8);
  const doors = doorsOf(values.doors);
  const common = {
    bus,
    doors,
    instances,
    cases: whole('--cases', values.cases, 1, 10_000_000),
    seconds: whole('--seconds', values.seconds, 1, 86_400),
    seed: whole('--seed', values.seed, 0, 2 ** 31 - 1),
    mix: mixText(values.mix),
    stallSeconds: whole('--stall', values.stall, 5, 3_600),
    keep,
    json,
  };
  return { mode: 'chaos', options: { ...common, ...faultsOf(values.faults, { bus, instances, doors }) } };
}

function faultsOf(text: string, setup: Setup): Pick<ChaosOptions, 'faults' | 'poison'> {
  const possible = possibleOn(setup);
  if (text === 'all') return { faults: possible, poison: true };
  if (text === 'none') return { faults: [], poison: false };
  const names = [...new Set(text.split(',').map((name) => name.trim()).filter((name) => name !== ''))];
  const wanted = names.filter((name) => name !== poisonName);
  const unknown = wanted.filter((name) => !faultNames.some((known) => known === name));
  if (names.length === 0 || unknown.length > 0) throw new UsageError(`--faults has all, none, or names of ${[...faultNames, poisonName].join(', ')}; not ${unknown.join(', ') || 'nothing'}`);
  const faults = possible.filter((name) => wanted.includes(name));
  const misplaced = wanted.filter((name) => !possible.some((known) => known === name));
  if (misplaced.length > 0) throw new UsageError(`--faults ${misplaced.join(', ')}: not with ${setup.instances === 1 ? 'one instance' : `${setup.instances} instances`} on the bus ${setup.bus}`);
  return { faults, poison: names.includes(poisonName) };
}

function busOf(text: string): BusKind {
  if (text !== 'embedded' && text !== 'kafka') throw new UsageError(`--bus is embedded or kafka, not ${text}`);
  return text;
}
