import type { CaseFacts, ExceptionFacts } from './cases/case-facts';
import type { Invariant } from './invariant';

/** What was not in the box as announced has somebody who answers for it, until it has an end; and a case waits for that. */
export const exceptionsOwned: Invariant = {
  name: 'every exception has an owner and a deadline, and none is open on a closed case',
  lookAtCase: (facts, found) => {
    for (const wrong of faultsOf(facts)) found.add(`case ${facts.intake?.caseNumber ?? '?'} (${facts.caseId}): ${wrong}`);
  },
};

/** In plain words; empty when all is well. Where an event of the case waits or is parked, somebody may be behind. */
export function faultsOf({ intake, warehouse, rejection, exceptions = [], stuckIn }: CaseFacts): string[] {
  if (stuckIn.length > 0) return [];
  const closed = intake?.status === 'closed' ? exceptions.filter(({ end }) => end === null).map(({ exceptionId }) => `it is closed, but exception ${exceptionId} is open`) : [];
  return [...closed, ...exceptions.flatMap(ofOne), ...(warehouse ? [...ofUnits(warehouse, exceptions.filter(({ kind }) => !isOverdue(kind))), ...ofOverdue(warehouse, exceptions.filter(({ kind }) => isOverdue(kind)))] : []), ...ofDispute(rejection, exceptions)];
}

function ofOne({ exceptionId, status, owner, claimedBy, end, clock }: ExceptionFacts): string[] {
  const open = status === 'open' || status === 'claimed';
  return [
    ...(owner === '' ? [`exception ${exceptionId} is nobody's`] : []),
    ...((status === 'claimed' || status === 'resolved') && claimedBy === null ? [`exception ${exceptionId} is ${status} by nobody`] : []),
    ...(status === 'open' && claimedBy !== null ? [`exception ${exceptionId} is ${claimedBy}'s and not claimed`] : []),
    ...(open === (end === null) ? [] : [`exception ${exceptionId} is ${status}, and ${end === null ? 'has no end' : `has ended with ${end.resolution}`}`]),
    ...(end !== null && (status === 'cleared_up') !== (end.by === 'wms' || end.by === 'logistics') ? [`exception ${exceptionId} is ${status}, and was ended by ${end.by}`] : []),
    ...(end !== null && (status === 'defaulted') !== (end.by === 'deadline') ? [`exception ${exceptionId} is ${status}, and was ended by ${end.by}`] : []),
    ...(status === 'resolved' && end !== null && end.by !== claimedBy ? [`exception ${exceptionId} was ended by ${end.by}, but is ${claimedBy ?? 'nobody'}'s`] : []),
    ...(open && !clock ? [`exception ${exceptionId} is open, but no clock runs at whose end it is over`] : []),
  ];
}

const isOverdue = (kind: string): boolean => kind === 'not_received' || kind === 'not_finished';

/** What is still to be reported has a clock, or somebody who looks for it; what was never received is logistics' to write off, and no longer open. */
function ofOverdue({ status, clock = true, asked = false }: NonNullable<CaseFacts['warehouse']>, exceptions: readonly ExceptionFacts[]): string[] {
  const awaited = status === 'at_dock' || status === 'receiving';
  const open = exceptions.filter(({ end }) => end === null);
  const given = exceptions.some(({ end }) => end?.resolution === 'never_came');
  return [
    ...(awaited && !clock ? [`its arrival is ${status}, but no clock runs at whose end somebody looks for it`] : []),
    ...(open.length > (awaited ? 1 : 0) ? [`its arrival is ${status}, and ${open.length} exceptions that it is overdue are open`] : []),
    ...(status === 'never_came' ? ['it never came, and is not written off'] : []),
    ...(given && status !== 'written_off' && status !== 'never_came' ? [`it never came, but its arrival is ${status}`] : []),
    ...(status === 'written_off' && asked && !given ? ['it was at the dock and is written off, and nobody has said that it never came'] : []),
  ];
}

/** A dispute is about all that was rejected, and open as long as that is disputed. */
function ofDispute(rejection: CaseFacts['rejection'], exceptions: readonly ExceptionFacts[]): string[] {
  const dispute = exceptions.find(({ kind }) => kind === 'disputed');
  const disputed = rejection?.status === 'disputed';
  if (!dispute) return disputed ? ['what was rejected is disputed, and there is no exception of it'] : [];
  const units = (list: readonly { readonly quantity: number }[] = []): number => list.reduce((sum, { quantity }) => sum + quantity, 0);
  return [
    ...(disputed === (dispute.end === null) ? [] : [`exception ${dispute.exceptionId} is ${dispute.status}, and what was rejected is ${rejection?.status ?? 'nothing'}`]),
    ...(units(dispute.units) === units(rejection?.lines) ? [] : [`exception ${dispute.exceptionId} is about ${units(dispute.units)} units, but ${units(rejection?.lines)} were rejected`]),
    ...(dispute.end?.resolution === 'accepted' && rejection?.outcome !== 'accepted' ? [`exception ${dispute.exceptionId} has ended with accepted, but what was rejected has become ${rejection?.outcome ?? 'nothing'}`] : []),
    ...(rejection?.outcome === 'accepted' && dispute.end?.resolution !== 'accepted' ? [`what was rejected is accepted, but exception ${dispute.exceptionId} has not ended so`] : []),
  ];
}

/** Units that an inspection has missed or set aside are those that exceptions are about, one of each kind. */
function ofUnits({ status, lines, setAside = [] }: NonNullable<CaseFacts['warehouse']>, exceptions: readonly ExceptionFacts[]): string[] {
  if (status !== 'inspected') return exceptions.length === 0 ? [] : [`there are exceptions, but its arrival is ${status}`];
  const sum = (list: readonly { readonly quantity: number }[]): number => list.reduce((total, { quantity }) => total + quantity, 0);
  const about = (kinds: readonly string[]): number => sum(exceptions.filter(({ kind }) => kinds.includes(kind)).flatMap(({ units }) => units));
  const missing = lines.reduce((total, { expected, accepted, rejected = 0 }) => total + expected - accepted - rejected, 0);
  const over = sum(setAside.filter(({ kind }) => kind === 'over_receipt'));
  const other = sum(setAside.filter(({ kind }) => kind !== 'over_receipt'));
  const wanted: readonly (readonly [what: string, kinds: readonly string[], units: number])[] = [['missing', ['short', 'empty_box'], missing], ['too many', ['over'], over], ['none of those announced', ['wrong_item'], other]];
  return wanted.flatMap(([what, kinds, units]) => (about(kinds) === units ? [] : [`${units} units were ${what}, but exceptions are about ${about(kinds)}`]));
}
