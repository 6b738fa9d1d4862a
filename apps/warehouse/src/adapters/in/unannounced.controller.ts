import { Ctx, Payload } from '@nestjs/microservices';
import { Grade, ParcelMatchAnswered, UnannouncedParcelReceived, type UnannouncedGoods } from '@huiliu/contracts';
import { EventController, Hears, refused, type EventContext, type Outcome } from '@huiliu/messaging';
import { takeMatchAnswer, takeUnannounced } from '../../application/take-unannounced';
import { subjectOfParcel, subjectOfStock, type WarehouseWork } from '../../application/work';
import { parcelIdOf, type FoundGoods } from '../../domain/unannounced-parcel';

const skusOf = (goods: readonly { readonly sku: string }[]): string[] => [...new Set(goods.map(({ sku }) => sku))];

/** What comes without having been announced, and what logistics says of whose it is. */
@EventController()
export class UnannouncedEvents {
  // The report is in the message: what the WMS writes in its headers is not relied on.
  @Hears(UnannouncedParcelReceived, {
    subject: ({ reportId }) => subjectOfParcel(parcelIdOf(reportId)),
    heads: ({ goods }) => skusOf(goods).map(subjectOfStock),
    rows: ({ reportId, goods, caseNumber }) => ({ unannounced: [parcelIdOf(reportId)], awaited: caseNumber === '' ? [] : [caseNumber], stock: skusOf(goods) }),
  })
  unannounced(@Payload() event: UnannouncedParcelReceived, @Ctx() { work }: EventContext<WarehouseWork>): Outcome {
    const goods = event.goods.map(foundOf).filter((found) => found !== undefined);
    if (goods.length < event.goods.length) return refused({ code: 'GRADE_UNKNOWN', kind: 'INVALID_ARGUMENT', message: 'Say in which condition the goods are, as far as it can be seen.' });
    const { reportId, trackingNumber, carrierCode, foundInTaskId, caseNumber, orderId, receivedAt } = event;
    return takeUnannounced(work, { reportId, trackingNumber, carrierCode, foundInTaskId, goods, clue: { caseNumber, orderId }, receivedAt });
  }

  @Hears(ParcelMatchAnswered, {
    heads: ({ parcelId, goods }) => [subjectOfParcel(parcelId), ...skusOf(goods).map(subjectOfStock)],
    rows: ({ ref, parcelId, goods }) => ({ arrivals: [ref.caseId], unannounced: [parcelId], stock: skusOf(goods) }),
  })
  matchAnswered(@Payload() event: ParcelMatchAnswered, @Ctx() { work }: EventContext<WarehouseWork>): Outcome {
    return takeMatchAnswer(work, event);
  }
}

/** Undefined when it has no grade. */
function foundOf({ sku, quantity, grade: wire }: UnannouncedGoods): FoundGoods | undefined {
  const grade = Grade.word(wire);
  return grade === 'unspecified' ? undefined : { sku, quantity, grade };
}
