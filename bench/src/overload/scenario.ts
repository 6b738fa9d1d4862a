import type { Stand } from '../load/stand';
import type { MemorySeen } from './memory-watch';
import type { LagSeen } from './lag-watch';
import type { ProbesSeen } from './probes';

export const scenarioNames = ['rest', 'bus', 'away', 'behind', 'long-case', 'large-message'] as const;
export type ScenarioName = (typeof scenarioNames)[number];

export interface Context {
  readonly stand: Stand;
  /** Cases per second that the system keeps up with. */
  readonly sustainable: number;
  /** How long it is too much, or somebody is away. */
  readonly seconds: number;
  /** How many events one consumer falls behind, or one case has. */
  readonly events: number;
  /** Asks for no further cases beside the scenario's own, and waits until all have ended. */
  readonly settle: () => Promise<void>;
  readonly say: (text: string) => void;
}

/** One thing that has to hold. */
export interface Finding {
  readonly what: string;
  readonly holds: boolean;
  readonly seen: string;
}

export interface Outcome {
  readonly findings: readonly Finding[];
  readonly figures: Readonly<Record<string, unknown>>;
}

export interface ScenarioResult extends Outcome {
  readonly scenario: ScenarioName;
  readonly seconds: number;
  readonly memory: MemorySeen;
  readonly lag: LagSeen;
  readonly probes: ProbesSeen;
}

export type Scenario = (context: Context) => Promise<Outcome>;

export const finding = (what: string, holds: boolean, seen: unknown): Finding => ({ what, holds, seen: typeof seen === 'string' ? seen : JSON.stringify(seen) });
