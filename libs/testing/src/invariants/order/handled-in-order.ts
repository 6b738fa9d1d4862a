import { departments } from '@huiliu/contracts';
import type { Invariant } from '../invariant';
import type { HopFact, SubjectFacts } from '../subjects/subject-facts';
import { handledOrder } from './handled-order';

/**
 * However often, and in whatever order, events of a subject reached a department: those of one source took effect in the order of their sequence. One
 * that had to wait for another was released behind it.
 */
export const handledInOrder: Invariant = {
  name: 'no department has handled events of a case out of order',
  lookAtSubject: (facts, found) => {
    for (const department of departments) for (const fault of orderFaults(facts, facts.hops[department])) found.add(`${department}: ${fault}`);
    for (const department of departments) {
      const [last, head] = [handledOrder(facts.subject, facts.hops[department]).order.at(-1)?.id, facts.heads[department]?.lastHop];
      if (head !== undefined && (head ?? undefined) !== last) found.add(`${department}: ${facts.subject} was last changed by ${head ?? 'nothing'}, its last hop is ${last ?? 'none'}`);
    }
  },
};

/** Of the hops of one department. */
export function orderFaults({ subject, said }: Pick<SubjectFacts, 'subject' | 'said'>, hops: readonly HopFact[]): string[] {
  const { order, faults } = handledOrder(subject, hops);
  const places = new Map(said.map((event) => [event.id, event]));
  const last = new Map<string, { readonly id: string; readonly epoch: number; readonly sequence: number }>();
  const swapped: string[] = [];
  for (const { id, source } of order) {
    const { sequence, epoch = 1 } = places.get(id) ?? {};
    if (sequence === undefined) continue;
    const before = last.get(source);
    if (before && (epoch < before.epoch || (epoch === before.epoch && sequence <= before.sequence))) swapped.push(`${subject}: ${id} was handled after ${before.id}`);
    else last.set(source, { id, epoch, sequence });
  }
  return [...faults, ...swapped];
}
