import { Disposition, Grade, Liability } from '@huiliu/contracts';
import { z } from 'zod';
import { at, count, long, name, state, wordOrNull } from '../http/answer-parts';

const scan = z
  .strictObject({
    scanId: name(),
    status: name(),
    occurredAt: at('By the carrier\'s clock.').nullable(),
    effective: z.boolean().meta({ description: 'False when it came twice, too late or against the order of states.' }),
  })
  .meta({ id: 'ParcelScan' });

const claim = z.strictObject({ claimId: name(), raisedAt: at().nullable() }).meta({ id: 'CarrierClaim', description: 'What is claimed of the carrier for a lost parcel.' });

const unannounced = () => name('The parcel came without its label: the id of what the warehouse made of it. Null for others.').nullable();

const agreement = {
  state: name('asked, agreed, given_back, declined'),
  agreeBy: at('Nobody has answered by then: declined. Null where nobody was asked.').nullable(),
  answeredBy: name('Staff id of who has agreed, or not; null while nobody has.').nullable(),
  declinedCode: name('Stable code of why the case goes on: NOT_AGREED, AGREEMENT_EXPIRED, SEVERAL_PARCELS, PARCEL_SHARED, PARCEL_DELIVERED, PARCEL_LOST; null unless declined.').nullable(),
};

/** What becomes of a wish to cancel in transit. */
export const agreementAnswer = z.strictObject({ caseNumber: name(), ...agreement }).meta({ id: 'CancellationAgreement' });

/** What `shipmentJson` answers. */
export const shipmentAnswer = z
  .strictObject({
    caseNumber: name(),
    status: state('GetReturnShipmentResponse'),
    rmaNumber: name().nullable(),
    trackingNumber: name().nullable(),
    carrierCode: name().nullable(),
    sendBy: at('Until then the customer may send.').nullable(),
    reportBy: at('When the return counts as lost, unless something more is heard of its parcels; null where none is under way.').nullable(),
    writeOffAt: at('When the parcel is given up as lost, if nothing is heard of it.').nullable(),
    claim: claim.nullable(),
    scans: z.array(scan),
    further: z
      .array(z.strictObject({ trackingNumber: name(), carrierCode: name(), status: state('ReturnParcelView'), claim: claim.nullable(), scans: z.array(scan), unannounced: unannounced(), sharedFrom: name('The case whose first parcel it is, and in which the goods come as well; null for others.').nullable() }))
      .meta({ description: 'The other parcels, where the goods come in several: then `status` is that of all of them together.' }),
    unannounced: unannounced(),
    carries: z.array(name()).meta({ description: 'Numbers of the cases whose goods come in the first parcel as well.' }),
    cancellation: z.strictObject(agreement).nullable().meta({ description: 'The wish to cancel it while it was on its way; null where nobody has asked so.' }),
  })
  .meta({ id: 'ReturnShipment' });

/** A further parcel of a return. */
export const parcelAnswer = z
  .strictObject({ caseNumber: name(), rmaNumber: name(), trackingNumber: name('For the label of the further parcel.'), carrierCode: name(), sendBy: at('Until then it may be sent.').nullable() })
  .meta({ id: 'ReturnParcel' });

/** A parcel in which the goods of two cases come. */
export const sharedParcelAnswer = z
  .strictObject({ ...parcelAnswer.shape, trackingNumber: name('Of the parcel in which they come.'), sharedFrom: name('Number of the case whose parcel it is.') })
  .meta({ id: 'SharedParcel' });

/** What `recallJson` answers. */
export const recallAnswer = z
  .strictObject({
    caseNumber: name(),
    status: state('GetOutboundRecallResponse'),
    stopAttempts: count('How often the WMS was asked to stop the goods.'),
    answerBy: at('When it is asked again; null when no answer is waited for.').nullable(),
    trackingNumber: name('The outbound waybill; null while nothing has left.').nullable(),
    carrierCode: name().nullable(),
    intercept: z.boolean().meta({ description: 'Whether the carrier is asked to intercept the parcel; false: it was refused at the door.' }),
    reportBy: at('When a parcel of which nothing is heard counts as lost.').nullable(),
    writeOffAt: at('When the parcel is given up as lost, if nothing is heard of it.').nullable(),
    reasonCode: name('Why nothing is stopped or comes back; null unless so.').nullable(),
    claim: claim.nullable(),
    scans: z.array(scan),
  })
  .meta({ id: 'OutboundRecall' });

const graded = z.strictObject({
  quantity: count(),
  grade: wordOrNull(Grade, 'a: as new, b: opened, c: used or damaged, d: unusable.'),
  liability: wordOrNull(Liability, 'Whose fault.'),
  disposition: wordOrNull(Disposition, 'What becomes of them.'),
});

/** What `arrivalJson` answers. */
export const arrivalAnswer = z
  .strictObject({
    caseNumber: name(),
    status: state('GetArrivalResponse'),
    taskId: name().nullable(),
    rmaNumber: name().nullable(),
    trackingNumber: name().nullable(),
    lines: z.array(
      z.strictObject({
        caseLineId: name(),
        orderLineId: name(),
        sku: name(),
        expected: count(),
        accepted: count(),
        short: count(),
        quarantined: count('More than expected, or not what was announced: set aside, not refunded.'),
        graded: z.array(graded),
        rejected: count('Not accepted as they are: in quarantine until it is settled what becomes of them. Missing where there are none.').optional(),
      }),
    ),
    unannounced: z.array(name()).meta({ description: 'Parcels that nobody had announced, and whose goods are among these.' }),
  })
  .meta({ id: 'Arrival' });

/** Stock that after-sales moved. */
export const stockAnswer = z
  .strictObject({ sku: name(), onHand: z.record(z.string(), long()).meta({ description: 'Units by condition.' }), opening: long('Units with which the books began.') })
  .meta({ id: 'Stock' });
