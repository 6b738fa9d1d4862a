import { faultsOf, step } from '@huiliu/kernel';
import { caseMachine, leadsTo, type CaseAction } from './status';

const walk = (...actions: CaseAction[]) => actions.reduce((state, action) => (state.ok ? step(caseMachine, state.value, action) : state), { ok: true, value: caseMachine.initial } as ReturnType<typeof step<typeof caseMachine.initial, CaseAction>>);

describe('the machine of a case', () => {
  it('is sound: every state can be reached, only closed is final', () => {
    expect(faultsOf(caseMachine)).toEqual([]);
  });

  it('leads a return through the departments to its end', () => {
    expect(walk('open_task', 'approve_return', 'ship', 'deliver', 'inspect', 'settle', 'close')).toEqual({ ok: true, value: 'closed' });
  });

  it('leads a refund without return, and a rejection, to their ends', () => {
    expect(walk('approve_refund', 'settle', 'close')).toEqual({ ok: true, value: 'closed' });
    expect(walk('reject', 'close')).toEqual({ ok: true, value: 'closed' });
  });

  it('leads an exchange, and what is sent again, to their ends', () => {
    expect(walk('approve_return', 'ship', 'deliver', 'exchange', 'replace', 'close')).toEqual({ ok: true, value: 'closed' });
    expect(walk('approve_resend', 'replace', 'close')).toEqual({ ok: true, value: 'closed' });
    expect(walk('approve_resend', 'pay_instead', 'settle', 'close')).toEqual({ ok: true, value: 'closed' });
  });

  it('leads a repair to its end: sent back, paid for, or nothing accepted', () => {
    const here: readonly CaseAction[] = ['approve_return', 'ship', 'deliver', 'take_in_repair'];
    expect(walk(...here, 'send_back', 'replace', 'close')).toEqual({ ok: true, value: 'closed' });
    expect(walk(...here, 'pay_instead', 'settle', 'close')).toEqual({ ok: true, value: 'closed' });
    expect(walk(...here, 'send_back', 'pay_instead', 'settle', 'close')).toEqual({ ok: true, value: 'closed' });
    expect(walk(...here, 'call_off', 'close')).toEqual({ ok: true, value: 'closed' });
    expect(leadsTo('replacing', 'repairing')).toBe(false);
  });

  it('leads what is called off to its end and nowhere else, and nothing there that is paid for or delivered', () => {
    expect(walk('open_task', 'withdraw', 'close')).toEqual({ ok: true, value: 'closed' });
    expect(walk('approve_return', 'expire', 'close')).toEqual({ ok: true, value: 'closed' });
    expect(leadsTo('called_off', 'refunding')).toBe(false);
    for (const status of ['refunding', 'refunded', 'replaced'] as const) expect(leadsTo(status, 'called_off')).toBe(false);
  });

  it('waits for evidence, and goes on after a supplement', () => {
    expect(walk('open_task', 'request_evidence', 'supply_evidence', 'reject', 'supplement', 'approve_refund', 'settle', 'close')).toEqual({ ok: true, value: 'closed' });
    expect(walk('open_task', 'request_evidence', 'reject', 'close')).toEqual({ ok: true, value: 'closed' });
    expect(walk('reject', 'settle')).toMatchObject({ ok: false });
  });

  it('never leads back from what is carried out, nor from the end', () => {
    expect(leadsTo('refunding', 'at_warehouse')).toBe(false);
    expect(leadsTo('awaiting_return', 'rejected')).toBe(false);
    expect(leadsTo('awaiting_return', 'in_review')).toBe(false);
    expect(leadsTo('rejected', 'closed')).toBe(true);
    expect(leadsTo('closed', 'submitted')).toBe(false);
  });

  it('lets a case skip what was not heard of yet', () => {
    expect(leadsTo('submitted', 'refunding')).toBe(true);
    expect(leadsTo('awaiting_return', 'refunded')).toBe(true);
  });
});
