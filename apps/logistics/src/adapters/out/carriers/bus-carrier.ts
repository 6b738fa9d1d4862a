import { CarrierClaimRaised, OutboundShipmentAnnounced, ReturnShipmentAnnounced, ReturnShipmentCalledOff, ReturnShipmentRecallRequested } from '@huiliu/contracts';
import { Carrier, type LostGoods } from '../../../application/carrier';
import { subjectOf, type LogisticsWork } from '../../../application/work';
import { parcelsOf } from '../../../domain/parcels';
import type { ReplacementShipment } from '../../../domain/replacement-shipment';
import { compact, type CarrierClaim, type ReturnShipment } from '../../../domain/return-shipment';

/** A carrier that takes part in the bus: it hears announcements on its public topic and answers there. */
export class BusCarrier extends Carrier {
  readonly code = 'ground';
  private readonly range = 'GR';

  trackingNumberOf(caseNumber: string): string {
    return `${this.range}${compact(caseNumber)}`;
  }

  announce(work: LogisticsWork, shipment: ReturnShipment): void {
    const { ref, rmaNumber, trackingNumber, carrierCode, sendBy } = shipment;
    work.say(ReturnShipmentAnnounced, subjectOf(ref.caseId), { ref, rmaNumber, trackingNumber, carrierCode, sendBy });
  }

  announceOutbound(work: LogisticsWork, { ref, trackingNumber, carrierCode }: ReplacementShipment, orderedAt: Date): void {
    work.say(OutboundShipmentAnnounced, subjectOf(ref.caseId), { ref, trackingNumber, carrierCode, orderedAt: orderedAt.toISOString() });
  }

  callOff(work: LogisticsWork, shipment: ReturnShipment): void {
    const { ref, rmaNumber } = shipment;
    // What is another case's parcel is still to come, and was announced for that.
    for (const { trackingNumber, carrierCode } of parcelsOf(shipment).filter(({ sharedFrom }) => !sharedFrom)) work.say(ReturnShipmentCalledOff, subjectOf(ref.caseId), { ref, rmaNumber, trackingNumber, carrierCode });
  }

  bringBack(work: LogisticsWork, { ref, rmaNumber, trackingNumber, carrierCode }: ReturnShipment, agreedAt: Date): void {
    work.say(ReturnShipmentRecallRequested, subjectOf(ref.caseId), { ref, rmaNumber, trackingNumber, carrierCode, agreedAt: agreedAt.toISOString() });
  }

  raiseClaim(work: LogisticsWork, { ref, trackingNumber, carrierCode, lines, oneOfSeveral, notReceived }: LostGoods, { claimId, lostAt, raisedAt }: CarrierClaim): void {
    const goods = lines.map(({ sku, quantity }) => ({ sku, quantity }));
    work.say(CarrierClaimRaised, subjectOf(ref.caseId), { ref, trackingNumber, carrierCode, claimId, lostAt, raisedAt, goods, ...(oneOfSeveral && { oneOfSeveral }), ...(notReceived && { notReceived }) });
  }
}
