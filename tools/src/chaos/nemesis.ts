import { injectors } from './faults';
import { inSync } from './faults/kafka';
import { describeRound, type PlannedFault, type Round } from './plan';
import { randomOf } from './random';
import { untilRecovered } from './recovery';
import { pause, type Begun, type World } from './world';

export interface FaultRecord {
  readonly kind: string;
  readonly target: string;
  /** Seconds since the load began. */
  readonly at: number;
  /** From the end of the fault, of the later one where two overlap; from the kill for what was killed. Undefined: it did not. */
  readonly recoverySeconds: number | undefined;
}

export interface NemesisReport {
  readonly faults: readonly FaultRecord[];
  /** Rounds that did not begin because the time was over. */
  readonly leftOut: number;
  /** What did not recover, in words. */
  readonly failures: readonly string[];
}

const recoveryLimitMs = 120_000;
/** The next fault hits a system that has been at work for a moment. */
const restMs = 500;

/** Carries out a plan, round by round, each recovered from before the next. */
export class Nemesis {
  private readonly faults: FaultRecord[] = [];
  private readonly failures: string[] = [];
  private readonly begunMs = performance.now();

  constructor(
    private readonly world: World,
    private readonly poisoned: () => Promise<ReadonlySet<string>>,
  ) {}

  async carryOut(rounds: readonly Round[], seconds: number): Promise<NemesisReport> {
    let done = 0;
    for (const round of rounds) {
      if (done > 0 && this.now() > seconds) break;
      await pause(round.atSeconds * 1000 - this.now() * 1000);
      await this.round(round);
      done++;
      await pause(restMs);
    }
    return { faults: this.faults, leftOut: rounds.length - done, failures: this.failures };
  }

  private now(): number {
    return (performance.now() - this.begunMs) / 1000;
  }

  private async round(round: Round): Promise<void> {
    this.world.say(`${this.now().toFixed(1)} s, round ${describeRound(round).trim()}`);
    const [first, second] = round.faults;
    const both = await Promise.all([this.inflict(first), ...(second ? [pause(round.secondAfterSeconds * 1000).then(() => this.inflict(second))] : [])]);
    const overMs = Math.max(...both.map((one) => one.overMs));
    const { seconds, reason } = await untilRecovered(this.world, overMs, recoveryLimitMs, this.poisoned);
    if (seconds === undefined) this.failures.push(`not recovered ${recoveryLimitMs / 1000} s after ${describeRound(round).trim()}: ${reason}`);
    this.world.say(seconds === undefined ? `  NOT RECOVERED: ${reason}` : `  recovered after ${seconds.toFixed(1)} s`);
    for (const { kind, target, at } of both) this.faults.push({ kind, target, at: tenth(at), recoverySeconds: seconds === undefined ? undefined : tenth(seconds) });
    await this.bringBack(both.flatMap(({ begun }) => begun.bringBack ?? []));
  }

  private async inflict({ kind, target, lastsSeconds, seed }: PlannedFault): Promise<{ kind: string; target: string; at: number; overMs: number; begun: Begun }> {
    const at = this.now();
    const fromMs = performance.now();
    let begun: Begun = {};
    try {
      begun = await injectors[kind](this.world, { kind, target, lastsSeconds, seed }, randomOf(seed, kind));
      if (!begun.end) return { kind, target, at, overMs: kind === 'kafka-rolling-restart' ? performance.now() : fromMs, begun };
      await pause(lastsSeconds * 1000);
    } catch (error) {
      this.failures.push(`${kind} of ${target} could not be done: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      await begun.end?.();
    }
    return { kind, target, at, overMs: performance.now(), begun };
  }

  /** Unmeasured, but the next fault must not hit a cluster that still mends itself. */
  private async bringBack(steps: readonly (() => Promise<void>)[]): Promise<void> {
    if (steps.length === 0) return;
    for (const step of steps) await step();
    await inSync(this.world);
    const { seconds, reason } = await untilRecovered(this.world, performance.now(), recoveryLimitMs, this.poisoned);
    if (seconds === undefined) this.failures.push(`not recovered after a broker came back: ${reason}`);
  }
}

const tenth = (seconds: number): number => Math.round(seconds * 10) / 10;
