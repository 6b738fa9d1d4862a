import type { CaseFacts } from './cases/case-facts';
import type { Invariant } from './invariant';

/** A case is closed when nothing is owed either way: no units are set aside or held for it, nothing is on its way, and no money is due. */
export const closedOwesNothing: Invariant = {
  name: 'nothing is owed, reserved or held on a closed case',
  lookAtCase: (facts, found) => {
    for (const open of promisesOf(facts)) found.add(`case ${facts.intake?.caseNumber ?? '?'} (${facts.caseId}) is closed, but ${open}`);
  },
};

/** Of each department, the states in which it has nothing more to do. */
const over = {
  logistics: ['delivered', 'called_off', 'written_off'],
  recall: ['stopped', 'delivered', 'called_off', 'not_possible', 'written_off'],
  warehouse: ['inspected', 'called_off', 'written_off'],
  replacement: ['delivered', 'called_off'],
  reservation: ['picked', 'released'],
  repair: ['not_repairable', 'handed_over'],
  rejection: ['settled', 'handed_over'],
  refund: ['settled', 'called_off', 'dropped'],
} as const;

const names = { logistics: 'its return', recall: 'what is stopped or recalled', warehouse: 'its arrival', replacement: 'what is sent to the customer', reservation: 'what is set aside for the customer', repair: 'its repair', rejection: 'what was rejected', refund: 'its refund' } as const;

/** In plain words; empty when nothing is open. Where an event of the case waits or is parked, a department may be behind. */
export function promisesOf(facts: CaseFacts): string[] {
  if (facts.intake?.status !== 'closed' || facts.stuckIn.length > 0) return [];
  const topUp = facts.refund?.topUp?.status;
  const asked = topUp === undefined || topUp === 'paid' || topUp === 'closed' ? [] : [`what is paid on top is ${topUp}`];
  const open = (Object.keys(over) as (keyof typeof over)[]).flatMap((part) => {
    const status = facts[part]?.status;
    return status === undefined || (over[part] as readonly string[]).includes(status) ? [] : [`${names[part]} is ${status}`];
  });
  const hold = facts.refund?.hold?.status;
  const held = hold === undefined || ['declined', 'released', 'captured'].includes(hold) ? [] : [`what is held of the customer's money is ${hold}`];
  return [...open, ...asked, ...held];
}
