import type { HopFact } from '../subjects/subject-facts';

export interface HandledOrder {
  /** As far as it can be followed from the first. */
  readonly order: readonly HopFact[];
  /** Why it is not one unbroken line; empty when it is. */
  readonly faults: readonly string[];
}

/** The order in which one department handled what concerns one subject: each hop names the one before it, under the lock of the subject's head. */
export function handledOrder(subject: string, hops: readonly HopFact[]): HandledOrder {
  const faults: string[] = [];
  const next = new Map<string | null, HopFact>();
  for (const hop of hops) {
    const other = next.get(hop.follows);
    if (other) faults.push(`${subject}: ${other.id} and ${hop.id} both follow ${hop.follows ?? 'nothing'}`);
    else next.set(hop.follows, hop);
  }
  const order: HopFact[] = [];
  for (let hop = next.get(null); hop && order.length < hops.length; hop = next.get(hop.id)) order.push(hop);
  const reached = new Set(order.map(({ id }) => id));
  const known = new Set(hops.map(({ id }) => id));
  for (const { id, follows } of hops) {
    if (follows !== null && !known.has(follows)) faults.push(`${subject}: ${id} follows ${follows}, which is not there`);
    else if (faults.length === 0 && !reached.has(id)) faults.push(`${subject}: ${id} is not reached from the first`);
  }
  return { order, faults };
}
