import type { ChaosOutcome } from './run-chaos';

/** The object that `--json` prints as its last line. */
export function resultOf(outcome: ChaosOutcome): Record<string, unknown> {
  const { options, faults, parked, checked, violations, failures, report, poisonedCases, restarts, status, byFlow } = outcome;
  return {
    bus: options.bus,
    seed: options.seed,
    mix: options.mix,
    instances: options.instances,
    cases: report.cases,
    faults: faults.map(({ recoverySeconds, ...fault }) => ({ ...fault, recoverySeconds: recoverySeconds ?? null })),
    parked,
    poisonedCases,
    verdict: { checked, violations },
    failures,
    latencyMs: report.latencyMs,
    byFlow,
    traces: report.traces,
    events: report.events,
    restarts,
    sandbox: status,
  };
}

export const isWell = ({ violations, failures }: ChaosOutcome): boolean => violations.length === 0 && failures.length === 0;

const mostViolations = 50;

/** The same for people. */
export function printReport(outcome: ChaosOutcome, print: (text: string) => void): void {
  const { options, faults, parked, checked, violations, failures, report, poisonedCases, restarts } = outcome;
  const { cases } = report;
  print(`cases      opened ${cases.opened}, closed ${cases.closed}, open ${cases.open}; given poison ${poisonedCases}`);
  print(`events     ${report.events} on bus ${options.bus}; restarts of processes ${restarts}`);
  print(`latency    submitted → closed p50 ${report.latencyMs.p50} ms, p99 ${report.latencyMs.p99} ms`);
  for (const { kind, target, at, recoverySeconds } of faults) print(`fault      ${at.toFixed(1).padStart(6)} s  ${kind} of ${target}: ${recoverySeconds === undefined ? 'NOT RECOVERED' : `recovered after ${recoverySeconds} s`}`);
  print(parked.length === 0 ? 'parked     nothing' : `parked     ${parked.reduce((sum, { events }) => sum + events, 0)} events:`);
  for (const { department, type, reason, events, cases: stopped } of parked) print(`             ${department}: ${events} × ${type} of ${stopped} cases: ${reason}`);
  for (const name of checked) print(`${violations.some((violation) => violation.invariant === name) ? '✗' : '✓'} ${name}`);
  for (const { invariant, detail } of violations.slice(0, mostViolations)) print(`  ✗ ${invariant}: ${detail}`);
  if (violations.length > mostViolations) print(`  … and ${violations.length - mostViolations} more`);
  for (const failure of failures) print(`✗ ${failure}`);
  print(`${checked.length} rules checked, ${violations.length} violations, ${failures.length} failures`);
  if (!isWell(outcome)) print(`run it again: npm run chaos -- --bus ${options.bus} --cases ${options.cases} --seconds ${options.seconds} --instances ${options.instances} --seed ${options.seed} --mix ${options.mix} --faults ${[...options.faults, ...(options.poison ? ['poison'] : [])].join(',')}`);
}
