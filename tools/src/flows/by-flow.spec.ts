import { flowsOf, type CaseEnd, type Intended } from './by-flow';

const end = (caseId: string, result: string, more: Partial<CaseEnd> = {}): readonly [string, CaseEnd] => [caseId, { caseId, caseNumber: `HL-${caseId}`, result, reasonCodes: [], cancelAsked: false, ...more }];
const meant = (caseId: string | undefined, branch: string, status: Intended['status'] = 'taken', code: string | null = null): Intended => ({ caseId, branch, status, code });

describe('what was intended and how it ended', () => {
  it('is counted by branch: intended, taken, and how those that took it were closed', () => {
    const cases = new Map([end('1', 'refunded'), end('2', 'refunded'), end('3', 'rejected')]);
    const { byFlow, broken } = flowsOf([meant('1', 'parcel.lost'), meant('2', 'parcel.lost'), meant('3', 'reviewer.reject'), meant('1', 'customer.cancels_in_review', 'refused', 'CASE_DECIDED'), meant('2', 'customer.cancels_in_review', 'intended')], cases);
    expect(byFlow['parcel']?.['lost']).toEqual({ intended: 2, taken: 2, ended: { refunded: 2 }, endedOtherwise: {}, notTaken: {} });
    expect(byFlow['reviewer']?.['reject']).toMatchObject({ taken: 1, ended: { rejected: 1 } });
    expect(byFlow['customer']?.['cancels_in_review']).toEqual({ intended: 2, taken: 0, ended: {}, endedOtherwise: {}, notTaken: { CASE_DECIDED: 1, NOT_YET: 1 } });
    expect(broken).toEqual([]);
  });

  it('shows branches that never came up, and none that is ordinary', () => {
    const { byFlow } = flowsOf([meant('1', 'parcel.arrives'), meant('1', 'no such thing')], new Map());
    expect(byFlow['parcel']).toEqual({ lost_and_found: expect.objectContaining({ intended: 0 }), lost: expect.objectContaining({ taken: 0 }) });
    expect(byFlow['refund']?.['paid_by_hand']).toMatchObject({ intended: 0 });
  });

  it('counts a case once, whatever it is known by; what was taken counts before what was not', () => {
    const { byFlow } = flowsOf([meant('1', 'account.closed'), meant('1', 'account.closed'), meant('2', 'account.closed', 'refused'), meant('2', 'account.closed')], new Map([end('1', 'refunded'), end('2', 'refunded')]));
    expect(byFlow['account']?.['closed']).toMatchObject({ intended: 2, taken: 2, ended: { refunded: 2 } });
  });

  it('is broken where a binding branch ends otherwise, and only counted where it does not bind', () => {
    const cases = new Map([end('1', 'rejected', { reasonCodes: ['WINDOW_OVER'] }), end('2', 'refunded', { cancelAsked: true, declinedCode: 'ALREADY_DECIDED' }), end('3', 'open')]);
    const { byFlow, broken } = flowsOf([meant('1', 'parcel.lost'), meant('2', 'customer.cancels_in_review'), meant('3', 'customer.never_sends'), meant(undefined, 'application.unknown_purchase')], cases);
    expect(broken).toEqual(['parcel.lost: case HL-1 ended as rejected (WINDOW_OVER), not as refunded or replaced', 'customer.never_sends: case HL-3 ended as open, not as expired or replaced', 'application.unknown_purchase: case (none) ended as no_case, not as rejected']);
    expect(byFlow['parcel']?.['lost']?.endedOtherwise).toEqual({ 'rejected: WINDOW_OVER': 1 });
    expect(byFlow['customer']?.['cancels_in_review']?.endedOtherwise).toEqual({ 'refunded: cancelling was declined, ALREADY_DECIDED': 1 });
  });

  it('leaves it to the customer to cancel what others meant to do, but not to others', () => {
    const cases = new Map([end('1', 'cancelled', { cancelAsked: true }), end('2', 'cancelled')]);
    const { byFlow, broken } = flowsOf([meant('1', 'parcel.lost'), meant('2', 'parcel.lost')], cases);
    expect(byFlow['parcel']?.['lost']?.endedOtherwise).toEqual({ cancelled: 2 });
    expect(broken).toEqual(['parcel.lost: case HL-2 ended as cancelled, not as refunded or replaced']);
  });
});
