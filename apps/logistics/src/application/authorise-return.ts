import { ReturnAuthorised, ReturnReason } from '@huiliu/contracts';
import { done, ignored, type Outcome } from '@huiliu/messaging';
import { returnPolicy, type ReturnPolicy } from '../domain/return-policy';
import { authorise, type ReturnApproval } from '../domain/return-shipment';
import type { CaseType } from '../domain/words';
import type { Carrier } from './carrier';
import { sendByTimer, subjectOf, type LogisticsWork } from './work';

/** A case was approved: where goods come back, the RMA is issued, said, and announced to the carrier, and the time to send begins. */
export function authoriseReturn(work: LogisticsWork, approval: ReturnApproval & { readonly type: CaseType }, carrier: Carrier, policy: ReturnPolicy = returnPolicy): Outcome {
  const { ref, type } = approval;
  if (!policy.typesWithReturn.includes(type)) return ignored(`no goods come back for ${type}`);
  if (work.shipments.get(ref.caseId)) return ignored('the return was authorised before');
  const shipment = authorise(approval, { carrierCode: carrier.code, trackingNumber: carrier.trackingNumberOf(ref.caseNumber) }, policy, work.now);
  work.shipments.put(ref.caseId, shipment);
  work.say(ReturnAuthorised, subjectOf(ref.caseId), {
    ref,
    rmaNumber: shipment.rmaNumber,
    trackingNumber: shipment.trackingNumber,
    carrierCode: shipment.carrierCode,
    sendBy: shipment.sendBy,
    lines: shipment.lines.map((line) => ({ ...line, reason: ReturnReason.wire(line.reason) })),
    ...(policy.typesThatSendBack.includes(type) && { forRepair: true }),
    ...(!policy.typesThatSend.includes(type) && { forRefund: true }),
  });
  carrier.announce(work, shipment);
  work.schedule({ subject: subjectOf(ref.caseId), name: sendByTimer, dueAt: new Date(shipment.sendBy), payload: { caseId: ref.caseId } });
  return done();
}
