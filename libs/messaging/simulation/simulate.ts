import fc from 'fast-check';
import type { Mutation } from './model/installation';
import { plan, type Plan } from './model/plan';
import { run } from './model/run';
import { act } from './world/world';

export interface SimulationSettings {
  readonly schedules: number;
  readonly seed: number;
  /** Of a failure: begins there instead of at the first schedule. */
  readonly path?: string | undefined;
  readonly mutation?: Mutation;
  /** Looks for a simpler run that fails too. */
  readonly shrinks?: boolean;
  readonly onRun?: () => void;
}

export interface Failure {
  readonly violations: readonly string[];
  readonly plan: Plan;
  /** Gives this very run back, together with the seed. */
  readonly path: string;
  /** Schedules that it took to find it. */
  readonly runs: number;
  /** What happened, step by step. */
  readonly trace: readonly string[];
}

class Violated extends Error {
  constructor(readonly violations: readonly string[]) {
    super(violations.join('\n'));
  }
}

/** Runs schedules until one breaks a guarantee; undefined when none does. */
export async function simulate({ schedules, seed, path, mutation, shrinks = false, onRun }: SimulationSettings): Promise<Failure | undefined> {
  const property = fc.asyncProperty(plan, fc.scheduler({ act }), async (planned, scheduler) => {
    const violations = await run(planned, scheduler, mutation);
    onRun?.();
    if (violations.length > 0) throw new Violated(violations);
  });
  // Simulated databases fail all the time, and nobody reads where from.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  const details = await fc.check(property, { numRuns: path === undefined ? schedules : 1, seed, endOnFailure: !shrinks, verbose: 0, ...(path !== undefined && { path }) }).finally(() => (Error.stackTraceLimit = stackTraceLimit));
  if (!details.failed || !details.counterexample) return undefined;
  const { errorInstance, counterexample, counterexamplePath } = details;
  const violations = errorInstance instanceof Violated ? errorInstance.violations : [errorInstance instanceof Error ? `${errorInstance.stack}` : String(errorInstance)];
  const [planned, scheduler] = counterexample;
  return { violations, plan: planned, path: counterexamplePath ?? '', runs: details.numRuns, trace: scheduler.report().map(({ label, status }) => `${label}${status === 'pending' ? ' (pending)' : ''}`) };
}
