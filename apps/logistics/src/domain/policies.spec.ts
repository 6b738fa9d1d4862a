import { isRecalled } from './recall-policy';
import { recallActionOfScan } from './recall-machine';
import { returnPolicy } from './return-policy';
import { isOutbound } from './track-parcel';
import type { RefundOnlyKind, ScanStatus } from './words';

describe('whose goods move', () => {
  it('is known by the type of the case: what comes back under an RMA, what is sent, and what is sent back', () => {
    expect(returnPolicy).toMatchObject({ typesWithReturn: ['return', 'exchange', 'repair'], typesThatSend: ['exchange', 'resend', 'repair'], typesThatSendBack: ['repair'] });
  });

  it.each<[RefundOnlyKind, boolean]>([['before_shipping', true], ['on_the_way', true], ['refused', true], ['received', false], ['unspecified', false]])('is asked for again where they are %s: %s', (kind, expected) => {
    expect(isRecalled(kind)).toBe(expected);
  });
});

describe('what a scan of an outbound waybill says', () => {
  it.each<[ScanStatus, string | undefined, boolean]>([
    ['picked_up', undefined, false],
    ['in_transit', undefined, false],
    ['intercepted', 'turn_back', true],
    ['refused', 'turn_back', true],
    ['returning', 'turn_back', true],
    ['delivered', 'deliver', false],
    ['returned_to_sender', 'deliver', false],
    ['signed', 'sign', true],
    ['lost', 'lose', false],
  ])('with %s is %s, and of such waybills alone: %s', (status, action, outboundAlone) => {
    expect([recallActionOfScan[status], isOutbound(status)]).toEqual([action, outboundAlone]);
  });
});
