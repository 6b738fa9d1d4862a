import fc from 'fast-check';
import { aCase, said } from '../../test/builders';
import { askToCancel, wishStateOf } from './cancellation';
import { customerStatusOf } from './customer-status';
import type { Fact } from './facts';
import { closeCase, closingOf, spentUnits, statusOf, type IntakeCase } from './intake-case';
import { recordFact } from './record-fact';
import { leadsTo } from './status';
import { waitingFor } from './waiting-for';

const wish = { reasonCode: 'CHANGED_MIND', askedBy: 'customer', askedAt: '2026-11-06T00:00:00.000Z' } as const;

function asked(it: IntakeCase): IntakeCase {
  const result = askToCancel(it, wish);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

const codeOf = (it: IntakeCase): string => {
  const result = askToCancel(it, wish);
  return result.ok ? 'OK' : result.error.code;
};

/** As the application does it: records, and closes when nothing is missing. */
function after(it: IntakeCase, ...facts: readonly Fact[]): IntakeCase {
  return facts.reduce((before, fact) => {
    const recorded = recordFact(before, fact);
    if (!recorded.ok) throw new Error(`${fact.kind}: ${recorded.error.code}`);
    expect(leadsTo(statusOf(before), statusOf(recorded.value))).toBe(true);
    const closing = recorded.value.closing ? undefined : closingOf(recorded.value);
    return closing ? closeCase(recorded.value, closing, '2026-11-09T00:00:00.000Z') : recorded.value;
  }, it);
}

const refusedFact = (it: IntakeCase, fact: Fact): string => {
  const recorded = recordFact(it, fact);
  return recorded.ok ? 'OK' : recorded.error.code;
};

/** All that two topics say, each in its own order, mixed by chance. */
const mixed = (one: readonly Fact[], other: readonly Fact[]): fc.Arbitrary<readonly Fact[]> =>
  fc.array(fc.boolean(), { minLength: one.length + other.length, maxLength: one.length + other.length }).map((turns) => {
    const [left, right] = [[...one], [...other]];
    return turns.map((turn) => ((turn && left.length > 0) || right.length === 0 ? left.shift() : right.shift()) as Fact);
  });

describe('asking to cancel', () => {
  it.each<[string, IntakeCase, string]>([
    ['submitted', aCase(), 'review: takes the case back, if nobody has decided'],
    ['in review', after(aCase(), said.taskOpened, said.taskClaimed), 'review: takes the case back, if nobody has decided'],
    ['approved', after(aCase(), said.approved), 'logistics: calls off what has not been sent'],
    ['not sent yet', after(aCase(), said.approved, said.authorised), 'logistics: calls off what has not been sent'],
    ['an exchange in review', after(aCase({ type: 'exchange' }), said.taskOpened), 'review: takes the case back, if nobody has decided'],
    ['an exchange that is not sent yet', after(aCase({ type: 'exchange' }), said.approved, said.authorised), 'logistics: calls off what has not been sent'],
    ['a repair that is not sent yet', after(aCase({ type: 'repair' }), said.approved, said.authorised), 'logistics: calls off what has not been sent'],
    ['on its way', after(aCase(), said.approved, said.authorised, said.inTransit), 'logistics: asks whether the parcel is to be brought back'],
    ['a repair on its way', after(aCase({ type: 'repair' }), said.approved, said.authorised, said.inTransit), 'logistics: asks whether the parcel is to be brought back'],
  ])('is remembered while the case is %s, and again changes nothing', (_, it, waits) => {
    const once = asked(it);
    expect(once.cancellation).toEqual({ ...wish, declinedCode: undefined });
    expect([statusOf(once), waitingFor(once)]).toEqual([statusOf(it), waits]);
    expect(asked(once)).toBe(once);
  });

  it.each<[string, IntakeCase, string]>([
    ['its parcel is lost', after(aCase(), said.approved, said.authorised, said.lost), 'CANCEL_PARCEL_MOVING'],
    ['its goods have come', after(aCase(), said.approved, said.authorised, said.delivered), 'CANCEL_AT_WAREHOUSE'],
    ['its goods were inspected', after(aCase(), said.approved, said.inspected), 'CANCEL_REFUND_DUE'],
    ['its refund has settled before all was heard', after(aCase(), said.settled), 'CANCEL_REFUND_DUE'],
    ['it was approved without a return', after(aCase({ type: 'refund_only' }), said.approved), 'CANCEL_REFUND_DUE'],
    ['it was rejected', after(aCase(), said.rejected), 'CASE_CLOSED'],
    ['it has expired', after(aCase(), said.approved, said.authorised, said.expired), 'CASE_CLOSED'],
  ])('is refused once %s', (_, it, code) => {
    expect(codeOf(it)).toBe(code);
  });
});

describe('a case whose parcel is on its way', () => {
  const moving = asked(after(aCase(), said.approved, said.authorised, said.inTransit, said.passedOn));
  const states = (it: IntakeCase): unknown => [wishStateOf(it), waitingFor(it), customerStatusOf(it)];

  it('is cancelled by agreement when the customer has the parcel again, and whoever looks is told who has it, and by when', () => {
    expect(states(moving)).toMatchObject(['asked', 'logistics: asks whether the parcel is to be brought back', { code: 'on_its_way' }]);
    const awaiting = after(moving, said.agreementAsked);
    expect(states(awaiting)).toMatchObject(['awaiting_agreement', 'logistics: a person agrees by 2026-11-07T08:00:00.000Z to have the parcel brought back to the customer; then the case goes on', { code: 'on_its_way', who: { en: 'our logistics team' }, by: '2026-11-07T08:00:00.000Z' }]);
    const agreed = after(awaiting, said.agreementGiven);
    expect(states(agreed)).toMatchObject(['agreed', 'carrier: brings the parcel back to the customer, who has cancelled', { code: 'on_its_way', who: { en: 'the carrier' }, by: undefined }]);
    expect([after(awaiting, said.agreementAsked), after(agreed, said.agreementGiven)].map((it, index) => it === [awaiting, agreed][index])).toEqual([true, true]);
    const ended = after(agreed, said.returned, said.calledOff);
    expect([wishStateOf(ended), ended.closing, spentUnits(ended).size]).toEqual(['cancelled', { result: 'cancelled', reasonCodes: ['CHANGED_MIND'], refunded: undefined }, 0]);
  });

  it('goes on as it was where nobody has agreed, or it came all the same', () => {
    for (const story of [[said.agreementAsked, said.notAgreed, said.delivered], [said.agreementAsked, said.agreementGiven, said.declined, said.delivered]]) {
      const it = after(moving, ...story);
      expect([wishStateOf(it), statusOf(it), waitingFor(it)]).toEqual(['declined', 'at_warehouse', 'warehouse: inspects the goods']);
      expect(after(it, said.inspected, said.due, said.settled).closing?.result).toBe('refunded');
    }
  });

  it('is told by its logistics once more what it had to agree to, where that was restored', () => {
    const again = after(moving, said.agreementAsked, said.agreementGiven, { ...said.agreementAsked, agreeBy: '2026-11-09T08:00:00.000Z' });
    expect([again.cancellation?.agreeBy, again.cancellation?.agreedBy, wishStateOf(again)]).toEqual(['2026-11-09T08:00:00.000Z', undefined, 'awaiting_agreement']);
  });

  it('stays cancelled where a restored logistics says again how it came to that', () => {
    const ended = after(moving, said.agreementAsked, said.agreementGiven, said.returned, said.calledOff);
    expect(after(ended, said.inTransit, said.lost, said.returned, said.calledOff)).toEqual(ended);
  });

  it('is built again from what the departments say, without the wish', () => {
    const rebuilt = after(aCase(), said.approved, said.authorised, said.inTransit);
    expect(after(rebuilt, said.agreementAsked, said.agreementGiven)).toBe(rebuilt);
  });
});

describe('a case that is cancelled', () => {
  it('undecided: review takes it back, it closes and spends nothing; asking again changes nothing', () => {
    const it = after(asked(after(aCase(), said.taskOpened)), said.withdrawn);
    expect(it.closing).toEqual({ result: 'cancelled', reasonCodes: ['CHANGED_MIND'], refunded: undefined });
    expect([statusOf(it), waitingFor(it), spentUnits(it).size]).toEqual(['closed', '', 0]);
    expect(after(it, said.withdrawn)).toBe(it);
    expect(asked(it)).toBe(it);
  });

  it('approved and not sent: it closes when approval and calling off are known, whichever is heard first', () => {
    const begun = asked(aCase());
    const inTurn = after(begun, said.approved, said.passedOn, said.authorised, said.calledOff);
    expect(inTurn.closing).toEqual({ result: 'cancelled', reasonCodes: ['CHANGED_MIND'], refunded: undefined });
    expect(spentUnits(inTurn).size).toBe(0);
    fc.assert(fc.property(mixed([said.approved, said.passedOn], [said.authorised, said.calledOff]), (facts) => expect(after(begun, ...facts)).toEqual(inTurn)));
  });

  it('waits for the decision when the calling off is heard of first', () => {
    const it = after(asked(aCase()), said.authorised, said.calledOff);
    expect([statusOf(it), waitingFor(it), it.closing]).toEqual(['called_off', 'review: the decision is still to be heard of', undefined]);
    expect(statusOf(after(it, said.approved))).toBe('closed');
  });

  it('waits for intake alone between being taken back and the end', () => {
    const recorded = recordFact(asked(aCase()), said.withdrawn);
    expect(recorded.ok && [statusOf(recorded.value), waitingFor(recorded.value)]).toEqual(['called_off', 'intake: closes the case']);
  });

  it('too late: the wish is dropped and the case goes on to its end, whatever the order', () => {
    const begun = asked(aCase());
    const story = [said.authorised, said.inTransit, said.declined, said.delivered];
    const inTurn = after(begun, said.approved, said.passedOn, ...story);
    expect(inTurn).toMatchObject({ cancellation: { declinedCode: 'PARCEL_MOVING' }, calledOff: undefined });
    expect([statusOf(inTurn), waitingFor(inTurn)]).toEqual(['at_warehouse', 'warehouse: inspects the goods']);
    fc.assert(fc.property(mixed([said.approved, said.passedOn], story), (facts) => expect(after(begun, ...facts)).toEqual(inTurn)));
    expect(after(inTurn, said.inspected, said.due, said.settled).closing?.result).toBe('refunded');
  });

  it('too late without a return: the approval has set the money going', () => {
    const it = after(asked(aCase({ type: 'refund_only' })), said.approved, said.passedOn);
    expect(it.cancellation?.declinedCode).toBe('REFUND_DUE');
    expect(after(it, said.due, said.settled).closing?.result).toBe('refunded');
  });

  it('rejected before anybody heard of it: it ends as rejected', () => {
    expect(after(asked(aCase()), said.rejected).closing?.result).toBe('rejected');
  });

  it('expired meanwhile: it ends as expired', () => {
    expect(after(asked(aCase()), said.approved, said.authorised, said.expired, said.passedOn).closing).toEqual({ result: 'expired', reasonCodes: [], refunded: undefined });
  });

  it('is built again from what the departments say, without the wish', () => {
    expect(after(aCase(), said.taskOpened, said.withdrawn).closing?.result).toBe('cancelled');
    const moving = after(aCase(), said.approved, said.authorised, said.inTransit);
    expect(after(moving, said.passedOn, said.declined)).toBe(moving);
  });
});

it('what contradicts a calling off is refused', () => {
  expect(refusedFact(after(aCase(), said.approved), said.withdrawn)).toBe('CONTRADICTION');
  expect(refusedFact(after(aCase(), said.withdrawn), said.approved)).toBe('CONTRADICTION');
  expect(refusedFact(after(aCase(), said.withdrawn), said.rejected)).toBe('CONTRADICTION');
  expect(refusedFact(after(aCase(), said.withdrawn), said.calledOff)).toBe('CONTRADICTION');
  expect(refusedFact(after(aCase(), said.authorised), said.withdrawn)).toBe('CONTRADICTION');
  expect(refusedFact(after(aCase(), said.rejected), said.expired)).toBe('CONTRADICTION');
  expect(refusedFact(after(aCase(), said.approved, said.authorised, said.inTransit), said.calledOff)).toBe('CONTRADICTION');
  const it = after(aCase(), said.authorised, said.calledOff);
  expect(after(it, said.calledOff)).toBe(it);
  expect(refusedFact(it, said.due)).toBe('ILLEGAL_MOVE');
});
