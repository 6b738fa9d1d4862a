import { parseArgs } from 'node:util';
import { check, type Verdict } from '../load/check';
import { backlogRate, workOff } from '../load/limit';
import { loadOptions } from '../load/options';
import { openStand, type Stand } from '../load/stand';
import { allEnded, ordersReady } from '../load/until';
import { loadNow } from '../measure/machine';
import { busKindOf, numberOf, UsageError } from '../usage';
import { LagWatch } from './lag-watch';
import { MemoryWatch } from './memory-watch';
import { Probes } from './probes';
import { finding, scenarioNames, type Context, type Finding, type Scenario, type ScenarioName, type ScenarioResult } from './scenario';
import { busFlood } from './scenarios/bus-flood';
import { departmentAway } from './scenarios/department-away';
import { farBehind } from './scenarios/far-behind';
import { largeMessage } from './scenarios/large-message';
import { longCase } from './scenarios/long-case';
import { restFlood } from './scenarios/rest-flood';

const help = `usage: npm run bench -- overload [options]: more than the system can take, and what comes of it
  --scenario NAME    ${scenarioNames.join(', ')}; may be given several times (default: all)
  --bus BUS          embedded or kafka (default embedded)
  --rate R           cases per second that the system keeps up with, of which ten times as many come (default: found from a backlog)
  --seconds S        how long it is too much (default 60), or a department is away (default 600)
  --events N         events that a consumer falls behind (default 1000000), or that one case has (default 10000)
  --memory MB        the most that any service may take (default 512)
  --seed N           (default 1)
  --no-check         leaves out the check of the invariants; it is left out beyond 100,000 events too
  --json             one JSON object as the last line
`;

interface Plan {
  readonly run: Scenario;
  readonly seconds: number;
  readonly events: number;
  /** Cases per second that come in beside it. */
  readonly probes: number;
  /** Those of the probes whose pace must not suffer; undefined: all, but no bound is set on them. */
  readonly unaffected?: 'refund_only';
}

const plans: Readonly<Record<ScenarioName, Plan>> = {
  rest: { run: restFlood, seconds: 60, events: 0, probes: 5 },
  bus: { run: busFlood, seconds: 60, events: 0, probes: 0 },
  away: { run: departmentAway, seconds: 600, events: 0, probes: 10, unaffected: 'refund_only' },
  behind: { run: farBehind, seconds: 0, events: 1_000_000, probes: 5 },
  'long-case': { run: longCase, seconds: 0, events: 10_000, probes: 5 },
  'large-message': { run: largeMessage, seconds: 0, events: 0, probes: 5 },
};

const calmSeconds = 6;
const warmUpCases = 300;
/** Events that the checker can hold in memory. */
const checkedAtMost = 100_000;

export interface OverloadOptions {
  readonly bus: 'embedded' | 'kafka';
  readonly scenarios: readonly ScenarioName[];
  readonly rate: number | undefined;
  readonly seconds: number | undefined;
  readonly events: number | undefined;
  readonly memoryMb: number;
  readonly seed: string;
  readonly check: boolean;
}

export interface OverloadResult {
  readonly bench: 'overload';
  readonly bus: string;
  readonly sustainable: number;
  readonly scenarios: readonly ScenarioResult[];
  readonly verdict: Verdict | undefined;
  readonly failed: readonly string[];
}

export async function overload(args: readonly string[], say: (text: string) => void): Promise<number> {
  const parsed = optionsOf(args);
  if (parsed === 'help') {
    process.stdout.write(help);
    return 0;
  }
  const { json, ...options } = parsed;
  const load = await loadNow();
  const result = await runOverload(options, say);
  for (const { scenario, findings } of result.scenarios) for (const { what, holds, seen } of findings) say(`${holds ? '✓' : '✗'} ${scenario}: ${what} (${seen})`);
  if (json) process.stdout.write(`${JSON.stringify({ ...result, load })}\n`);
  return result.failed.length === 0 ? 0 : 1;
}

/** One installation, one scenario after the other, and the check of all invariants at the end. */
export async function runOverload(options: OverloadOptions, say: (text: string) => void): Promise<OverloadResult> {
  const base = loadOptions(['--bus', options.bus, '--seed', options.seed, '--mix', 'return=2,refund_only=1']);
  if (base === 'help') throw new UsageError(help);
  const stand = await openStand(base, say);
  try {
    await workOff(stand, warmUpCases);
    const sustainable = options.rate ?? (await backlogRate(stand, say));
    const scenarios: ScenarioResult[] = [];
    for (const name of options.scenarios) scenarios.push(await runOne(stand, name, sustainable, options, say));
    const many = scenarios.reduce((sum, { figures }) => sum + Number(figures['events'] ?? 0) + Number(figures['asked'] ?? 0), 0);
    const verdict = options.check && many <= checkedAtMost ? await check(stand, say) : undefined;
    const failed = [
      ...scenarios.flatMap(({ scenario, findings }) => findings.flatMap(({ what, holds, seen }) => (holds ? [] : [`${scenario}: ${what} (${seen})`]))),
      ...(verdict?.violations ?? []).map(({ invariant, detail }) => `${invariant}: ${detail}`),
    ];
    return { bench: 'overload', bus: options.bus, sustainable: Math.round(sustainable), scenarios, verdict, failed };
  } finally {
    await stand.close();
  }
}

/** Before, while and after: what others notice, and what memory and lag do. */
async function runOne(stand: Stand, name: ScenarioName, sustainable: number, options: OverloadOptions, say: (text: string) => void): Promise<ScenarioResult> {
  const plan = plans[name];
  const [seconds, events] = [plan.seconds === 0 ? 0 : (options.seconds ?? plan.seconds), plan.events === 0 ? 0 : (options.events ?? plan.events)];
  say(`scenario ${name}`);
  await ordersReady(stand, Math.ceil(plan.probes * (seconds + 600)) + 200);
  const caseNumber = (await stand.system.anyCaseNumber()) ?? '';
  const { ops } = await stand.system.tokens();
  const probing = (casesPerSecond: number): Probes => new Probes(stand, ops, caseNumber, casesPerSecond);
  const before = await calm(stand, probing(5));
  const [memory, lag, probes] = [new MemoryWatch(stand.system), new LagWatch(stand.system), probing(plan.probes)];
  probes.start();
  const settle = (): Promise<void> => {
    probes.requestNoMore();
    return allEnded(stand);
  };
  const context: Context = { stand, sustainable, seconds, events, settle, say };
  const outcome = await plan.run(context).finally(() => probes.stop());
  await allEnded(stand);
  const [memorySeen, lagSeen, seen] = [memory.end(), await lag.end(), probes.seen(plan.unaffected)];
  const after = await calm(stand, probing(5));
  const common: Finding[] = [
    finding(`no service takes more than ${options.memoryMb} MB`, memorySeen.peakMb <= options.memoryMb, memorySeen),
    finding('others than who asks too much are answered', Object.keys(seen.unanswered).length === 0 && seen.questions.count > 0, seen),
    finding('the gateway always says that it lives', seen.notLive === 0, `${seen.notLive} times not`),
    finding('it has recovered by itself', after.cases.count > 0 && Object.keys(after.unanswered).length === 0 && after.notReady === 0, after),
  ];
  return { scenario: name, seconds, findings: [...outcome.findings, ...common], figures: { ...outcome.figures, before, after }, memory: memorySeen, lag: lagSeen, probes: seen };
}

async function calm(stand: Stand, probes: Probes) {
  probes.start();
  await new Promise((resolve) => setTimeout(resolve, calmSeconds * 1_000));
  await probes.stop();
  await allEnded(stand);
  return probes.seen();
}

function optionsOf(args: readonly string[]): (OverloadOptions & { readonly json: boolean }) | 'help' {
  const { values } = parse(args);
  if (values.help) return 'help';
  const wanted = values.scenario ?? [];
  const scenarios = wanted.length === 0 ? scenarioNames : wanted.map(scenarioOf);
  const optional = (name: string, text: string | undefined, least: number): number | undefined => (text === undefined ? undefined : numberOf(name, text, least, 100_000_000));
  return {
    bus: busKindOf(values.bus),
    scenarios,
    rate: optional('--rate', values.rate, 1),
    seconds: optional('--seconds', values.seconds, 1),
    events: optional('--events', values.events, 1),
    memoryMb: numberOf('--memory', values.memory, 1, 1_000_000),
    seed: values.seed,
    check: values.check,
    json: values.json,
  };
}

function scenarioOf(text: string): ScenarioName {
  const found = scenarioNames.find((name) => name === text);
  if (!found) throw new UsageError(`there is no scenario ${text}; there are ${scenarioNames.join(', ')}`);
  return found;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowNegative: true,
      options: {
        scenario: { type: 'string', multiple: true },
        bus: { type: 'string', default: 'embedded' },
        rate: { type: 'string' },
        seconds: { type: 'string' },
        events: { type: 'string' },
        memory: { type: 'string', default: '512' },
        seed: { type: 'string', default: '1' },
        check: { type: 'boolean', default: true },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n${help}`);
  }
}
