import type { Machine } from '@huiliu/kernel';

/** Where a case stands as a whole. Units have their own axes (received, accepted) per line. */
export type CaseStatus = 'submitted' | 'in_review' | 'awaiting_evidence' | 'rejected' | 'called_off' | 'awaiting_return' | 'being_stopped' | 'being_recalled' | 'in_transit' | 'at_warehouse' | 'repairing' | 'replacing' | 'replaced' | 'refunding' | 'refunded' | 'with_agent' | 'answered' | 'closed';

export type CaseAction =
  | 'open_task'
  | 'request_evidence'
  | 'supply_evidence'
  | 'supplement'
  | 'reject'
  | 'withdraw'
  | 'call_off'
  | 'expire'
  | 'approve_return'
  | 'approve_refund'
  | 'approve_resend'
  | 'approve_recall'
  | 'stop'
  | 'recall'
  | 'sign'
  | 'ship'
  | 'return_to_sender'
  | 'deliver'
  | 'inspect'
  | 'write_off'
  | 'exchange'
  | 'take_in_repair'
  | 'send_back'
  | 'keep'
  | 'pay_back'
  | 'replace'
  | 'pay_instead'
  | 'settle'
  | 'take_concern'
  | 'answer'
  | 'drop'
  | 'close';

/** How a case goes when every department is heard in turn. */
export const caseMachine: Machine<CaseStatus, CaseAction> = {
  name: 'case',
  initial: 'submitted',
  final: ['closed'],
  moves: {
    submitted: {
      open_task: { to: 'in_review', actor: 'review' },
      take_concern: { to: 'with_agent', actor: 'feedback' },
      // Heard of before the task only after a replay.
      answer: { to: 'answered', actor: 'feedback' },
      reject: { to: 'rejected', actor: 'review' },
      withdraw: { to: 'called_off', actor: 'customer' },
      approve_return: { to: 'awaiting_return', actor: 'review' },
      approve_refund: { to: 'refunding', actor: 'review' },
      approve_resend: { to: 'replacing', actor: 'review' },
      approve_recall: { to: 'being_stopped', actor: 'review' },
    },
    in_review: {
      request_evidence: { to: 'awaiting_evidence', actor: 'review' },
      reject: { to: 'rejected', actor: 'review' },
      withdraw: { to: 'called_off', actor: 'customer' },
      approve_return: { to: 'awaiting_return', actor: 'review' },
      approve_refund: { to: 'refunding', actor: 'review' },
      approve_resend: { to: 'replacing', actor: 'review' },
      approve_recall: { to: 'being_stopped', actor: 'review' },
    },
    // 待补凭证
    awaiting_evidence: {
      supply_evidence: { to: 'in_review', actor: 'customer' },
      reject: { to: 'rejected', actor: 'review' },
      withdraw: { to: 'called_off', actor: 'customer' },
    },
    // Closes at once, or when the time to supplement is over.
    rejected: { supplement: { to: 'in_review', actor: 'customer' }, close: { to: 'closed', actor: 'intake' } },
    called_off: { close: { to: 'closed', actor: 'intake' } },
    awaiting_return: {
      ship: { to: 'in_transit', actor: 'customer' },
      call_off: { to: 'called_off', actor: 'customer' },
      expire: { to: 'called_off', actor: 'clock' },
      // Nothing has come back, and what was sent in advance stays with the customer.
      keep: { to: 'replacing', actor: 'clock' },
    },
    // A refund only of goods that may not have left.
    being_stopped: {
      stop: { to: 'refunding', actor: 'wms' },
      recall: { to: 'being_recalled', actor: 'logistics' },
      call_off: { to: 'called_off', actor: 'customer' },
    },
    // Its goods have left, and are to come back under the outbound waybill, unless the customer gets them all the same.
    being_recalled: {
      deliver: { to: 'at_warehouse', actor: 'carrier' },
      write_off: { to: 'refunding', actor: 'logistics' },
      sign: { to: 'called_off', actor: 'carrier' },
      call_off: { to: 'called_off', actor: 'customer' },
    },
    in_transit: { deliver: { to: 'at_warehouse', actor: 'carrier' }, write_off: { to: 'refunding', actor: 'logistics' }, exchange: { to: 'replacing', actor: 'logistics' }, return_to_sender: { to: 'awaiting_return', actor: 'carrier' } },
    at_warehouse: { write_off: { to: 'refunding', actor: 'logistics' }, inspect: { to: 'refunding', actor: 'warehouse' }, exchange: { to: 'replacing', actor: 'warehouse' }, take_in_repair: { to: 'repairing', actor: 'warehouse' } },
    // 维修: the customer's own goods are at the warehouse, which has somebody repair them.
    repairing: { send_back: { to: 'replacing', actor: 'warehouse' }, pay_instead: { to: 'refunding', actor: 'warehouse' }, call_off: { to: 'called_off', actor: 'logistics' } },
    // 换货发出: what is sent to the customer is being reserved, or on its way.
    replacing: { replace: { to: 'replaced', actor: 'carrier' }, pay_instead: { to: 'refunding', actor: 'customer' }, call_off: { to: 'called_off', actor: 'customer' } },
    // Goods that came back after they were paid for.
    replaced: { close: { to: 'closed', actor: 'intake' }, pay_back: { to: 'refunding', actor: 'refund' } },
    // Dropped: a second person has declined it, and nobody has taken it up again.
    refunding: { settle: { to: 'refunded', actor: 'refund' }, drop: { to: 'closed', actor: 'refund' } },
    refunded: { close: { to: 'closed', actor: 'intake' } },
    // An inquiry or a complaint, which a person answers, or makes another case of.
    with_agent: { answer: { to: 'answered', actor: 'feedback' } },
    answered: { close: { to: 'closed', actor: 'intake' } },
    closed: {},
  },
};

/**
 * Whether a case may go from one status to another. Departments are heard over topics of their own, in any order, so a case may skip what it
 * has not heard of yet; it never goes where the machine doesn't lead.
 */
export const leadsTo = (from: CaseStatus, to: CaseStatus): boolean => from === to || (later.get(from)?.has(to) ?? false);

const later: ReadonlyMap<CaseStatus, ReadonlySet<CaseStatus>> = new Map(Object.keys(caseMachine.moves).map((state) => [state as CaseStatus, laterThan(state as CaseStatus)]));

function laterThan(status: CaseStatus): Set<CaseStatus> {
  const reached = new Set<CaseStatus>();
  const open = [status];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const { to } of Object.values(caseMachine.moves[next])) {
      if (reached.has(to)) continue;
      reached.add(to);
      open.push(to);
    }
  }
  return reached;
}
