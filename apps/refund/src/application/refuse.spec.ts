import { ErrorKind } from '@huiliu/platform';
import { refuse } from './refuse';

describe('the domain\'s no', () => {
  it.each([
    [ErrorKind.CONFLICT, ['NOT_ENOUGH_UNITS', 'EXCEEDS_CAPTURED', 'REFUND_REQUESTED', 'LEG_SETTLED', 'LEG_NOT_STUCK', 'LEG_UNCERTAIN', 'LEG_NOT_REFUSED', 'NOTHING_TO_APPROVE', 'NOTHING_TO_DECLINE', 'NOTHING_TO_TAKE_UP', 'NOTHING_LEFT', 'UNITS_GONE_ON']],
    [ErrorKind.NOT_FOUND, ['CASE_NOT_FOUND', 'LEG_NOT_FOUND']],
    [ErrorKind.FORBIDDEN, ['SAME_PERSON']],
    [ErrorKind.UNPROCESSABLE, ['MORE_THAN_APPROVED', 'NOTHING_TO_RETRY', 'PAID_TWICE']],
  ])('is a %s for these codes: another kind would be another status over HTTP and gRPC', (kind, codes) => {
    expect(codes.map((code) => refuse({ code, message: 'm' }))).toEqual(codes.map((code) => ({ kind: 'refused', refusal: { code, message: 'm', kind } })));
  });
});
