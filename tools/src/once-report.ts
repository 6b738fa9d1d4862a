import type { Flows } from './flows/by-flow';
import type { Outcome } from './once';

/** The object that `--json` prints as its last line. */
export function resultOf({ options, progress, report, flows, seconds, startSeconds, memoryMb, restarts, stalled, status }: Outcome): Record<string, unknown> {
  return {
    bus: options.bus,
    seed: options.seed,
    mix: options.mix,
    instances: options.instances,
    cases: report.cases,
    byType: report.byType,
    byFlow: flows.byFlow,
    endedAgainstIntention: flows.broken,
    events: report.events,
    waiting: progress.waiting,
    parked: progress.parked,
    invariants: { checked: report.checked, violations: report.violations },
    traces: report.traces,
    latencyMs: report.latencyMs,
    casesPerSecond: Number(report.casesPerSecond.toFixed(1)),
    seconds: Number(seconds.toFixed(1)),
    startSeconds: Number(startSeconds.toFixed(1)),
    memoryMb,
    restarts,
    ...(stalled !== undefined && { stalled }),
    sandbox: status,
  };
}

/** The same for people. */
export function printReport(outcome: Outcome, print: (text: string) => void): void {
  const { options, progress, report, seconds, startSeconds, memoryMb, restarts, stalled, status } = outcome;
  const { cases } = report;
  if (stalled !== undefined) print(`! did not come to its end: ${stalled}`);
  print(`cases      opened ${cases.opened}, closed ${cases.closed} (of them rejected ${cases.rejected}, cancelled ${cases.cancelled}, expired ${cases.expired}), open ${cases.open}; real ${cases.real}, synthetic ${cases.synthetic}`);
  print(`by type    ${Object.entries(report.byType).map(([type, count]) => `${type} ${count}`).join(', ')}`);
  const review = reviewInWords(outcome.status);
  if (review !== undefined) print(`review     ${review}`);
  print(`events     ${report.events} on bus ${options.bus}; waiting ${progress.waiting}, parked ${progress.parked}`);
  const { carrier = {}, financePeople = { approved: 0, settledByHand: 0, retried: 0 } } = status ?? {};
  print(`parcels    ${carrier['delivered'] ?? 0} delivered, ${carrier['lost'] ?? 0} lost, of them written off ${carrier['claim'] ?? 0}`);
  print(`refunds    ${financePeople.approved} approved by a second person, ${financePeople.retried} retried, ${financePeople.settledByHand} paid by hand`);
  print(`traces     ${report.traces.complete} of ${report.traces.cases} complete`);
  print(`speed      ${report.casesPerSecond.toFixed(1)} cases a second; submitted → closed p50 ${report.latencyMs.p50} ms, p99 ${report.latencyMs.p99} ms`);
  print(`machine    ready after ${startSeconds.toFixed(1)} s, ran ${seconds.toFixed(1)} s, memory ${memoryMb} MB, restarts ${restarts}`);
  printFlows(outcome.flows, print);
  for (const name of report.checked) print(`${report.violations.some((violation) => violation.invariant === name) ? '✗' : '✓'} ${name}`);
  for (const { invariant, detail } of report.violations.slice(0, 50)) print(`  ✗ ${invariant}: ${detail}`);
  if (report.violations.length > 50) print(`  … and ${report.violations.length - 50} more`);
  print(`invariants: ${report.checked.length} checked, ${report.violations.length} violations`);
}

/** What the sandbox's reviewers decided and what its customers made of it; undefined where there were none. */
function reviewInWords(status: unknown): string | undefined {
  const count = (...path: readonly string[]): number => {
    const found = path.reduce<unknown>((at, name) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[name] : undefined), status);
    return typeof found === 'number' ? found : 0;
  };
  const people = (name: string): number => count('staff', name);
  const evidence = (name: string): number => count('customers', 'evidence', name);
  const rejections = (name: string): number => count('customers', 'rejections', name);
  if (people('approved') + people('rejected') === 0) return undefined;
  const asked = evidence('supplied') + evidence('silent') + evidence('refused') + evidence('pending');
  return [
    `persons approved ${people('approved')}, in part ${people('approvedInPart')}, rejected ${people('rejected')}`,
    `evidence asked for ${asked}, supplied ${evidence('supplied')}`,
    `rejections supplemented ${rejections('supplemented')}, accepted ${rejections('accepted')}`,
  ].join('; ');
}

const mostBroken = 50;

/** Branch by branch: how many cases were meant to take it, did, and how they ended. */
function printFlows({ byFlow, broken }: Flows, print: (text: string) => void): void {
  const inWords = (counts: Readonly<Record<string, number>>): string => Object.entries(counts).map(([name, count]) => `${name} ${count}`).join(', ');
  for (const [flow, branches] of Object.entries(byFlow)) {
    for (const [branch, { intended, taken, ended, endedOtherwise, notTaken }] of Object.entries(branches)) {
      if (intended === 0) continue;
      const rest = [`ended ${inWords(ended)}`, ...(taken < intended ? [`not taken: ${inWords(notTaken)}`] : []), ...(Object.keys(endedOtherwise).length > 0 ? [`otherwise: ${inWords(endedOtherwise)}`] : [])];
      print(`flow       ${`${flow}.${branch}`.padEnd(34)} intended ${intended}, taken ${taken}; ${rest.filter((text) => text !== 'ended ').join('; ')}`);
    }
  }
  const never = Object.entries(byFlow).flatMap(([flow, branches]) => Object.entries(branches).flatMap(([branch, { taken }]) => (taken === 0 ? [`${flow}.${branch}`] : [])));
  if (never.length > 0) print(`flow       never taken: ${never.join(', ')}`);
  for (const text of broken.slice(0, mostBroken)) print(`  ✗ ended against what was intended: ${text}`);
  if (broken.length > mostBroken) print(`  … and ${broken.length - mostBroken} more`);
}
