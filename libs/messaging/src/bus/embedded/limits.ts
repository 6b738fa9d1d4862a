import { type BusLimits, defaultBusLimits } from '../bus';

/** Bounds of the embedded log beyond those that every bus has. */
export interface EmbeddedLimits extends BusLimits {
  /** Connections of a pool of our own; one of them listens for wake-ups. */
  readonly poolConnections: number;
  /** How often readers look by themselves while wake-ups work; without, every `pollMs`. */
  readonly fallbackPollMs: number;
  /** For topics that name none. Inner topics must outlive the longest case. */
  readonly retentionMs: number;
  /** A segment is closed at this age, or at `segmentMessages`; a closed one is dropped when all of it is older than the retention. */
  readonly segmentMs: number;
  readonly segmentMessages: number;
  readonly housekeepingMs: number;
  readonly statementTimeoutMs: number;
}

const dayMs = 24 * 60 * 60 * 1000;

export const defaultEmbeddedLimits: EmbeddedLimits = {
  ...defaultBusLimits,
  poolConnections: 6,
  fallbackPollMs: 1_000,
  retentionMs: 180 * dayMs,
  segmentMs: 15 * dayMs,
  segmentMessages: 1_000_000,
  housekeepingMs: 60_000,
  statementTimeoutMs: 30_000,
};
