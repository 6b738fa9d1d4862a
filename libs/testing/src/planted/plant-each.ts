import type { Violation } from '../invariants/findings';
import { CopiedWorld, type BreakableInstallation } from './copied-world';
import type { Fault } from './fault';
import { faults } from './faults';

export interface Planted {
  /** What was planted, in words. */
  readonly fault: string;
  /** Sentences that have to be told as broken: beginnings of their names. */
  readonly breaks: readonly string[];
  /** Sentences that were told as broken. */
  readonly broken: readonly string[];
  /** Every sentence that the fault breaks was told, by its name, and no other. */
  readonly found: boolean;
  readonly violations: readonly Violation[];
}

/**
 * Plants fault after fault into copies of a sound installation and tells of each whether the invariants reported it by name. The installation has to be at
 * rest with its services stopped, on the embedded bus and a PostgreSQL server of one's own, with a few dozen cases that have come to their end.
 */
export async function* plantEach(installation: BreakableInstallation, chosen: readonly Fault[] = faults): AsyncGenerator<Planted> {
  const world = new CopiedWorld(installation);
  for (const fault of chosen) yield await plantOne(world, fault);
}

export async function plantOne(world: CopiedWorld, { name, breaks, replayed, plant }: Fault): Promise<Planted> {
  const { checked, violations } = await world.verdictAfter(plant, replayed);
  const broken = checked.filter((sentence) => violations.some(({ invariant }) => invariant === sentence));
  const found = broken.length === breaks.length && breaks.every((beginning) => broken.some((sentence) => sentence.startsWith(beginning)));
  return { fault: name, breaks, broken, found, violations };
}
