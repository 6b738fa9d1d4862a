import { HuiliuError, Role } from '@huiliu/platform';
import { caseId, caseNumber, caseOf } from './case-fixture';
import { Harness } from './harness';

// The machine may be busy with everything else.
jest.setTimeout(60_000);

const ref = { caseId, caseNumber, orderId: 'order-1' };

describe('cancelling in transit by agreement, through the gateway', () => {
  const harness = new Harness();
  const { fakes } = harness;
  let logistics: string;
  let customer: string;
  const path = `/api/v1/cases/${caseNumber}/cancellation-agreement`;

  beforeAll(async () => {
    await harness.start();
    [logistics, customer] = await Promise.all([harness.tokenOf(Role.logistics), harness.tokenOf(Role.customer)]);
  });
  afterAll(() => harness.stop());
  beforeEach(() => {
    harness.reset();
    fakes.on('intake', 'getCase', () => ({ case: caseOf() }));
  });

  it('is answered by a person, who stands with it', async () => {
    fakes.on('logistics', 'answerCancellation', () => ({ ref, cancellation: { state: 'agreed', agreeBy: '2026-11-07T08:30:00Z', answeredBy: 'logistics', declinedCode: '' } }));
    expect(await harness.post(path, logistics, { agreed: true }, 'k1')).toMatchObject({ status: 200, body: { caseNumber, state: 'agreed', agreeBy: '2026-11-07T08:30:00Z', answeredBy: 'logistics', declinedCode: null } });
    const [asked] = fakes.asked.filter(({ method }) => method === 'answerCancellation');
    expect(asked).toMatchObject({ request: { caseId, agreed: true }, metadata: { principal: 'logistics', 'idempotency-key': 'k1' } });
    expect(await harness.post(path, logistics, {})).toMatchObject({ status: 400 });
    expect(await harness.post(path, logistics, { agreed: 'yes' })).toMatchObject({ status: 400 });
    expect(await harness.post(path, customer, { agreed: true })).toMatchObject({ status: 403 });
  });

  it.each([
    ['AGREEMENT_NOT_ASKED', '没有等待同意'],
    ['AGREEMENT_ANSWERED', '相反的答复'],
    ['AGREEMENT_OVER', '不需要答复'],
  ])('says why not (%s) in the language of who asks', async (code, words) => {
    fakes.on('logistics', 'answerCancellation', () => {
      throw new HuiliuError('CONFLICT', code, 'it is too late');
    });
    const answer = await harness.ask('POST', path, { token: logistics, body: { agreed: false }, headers: { 'idempotency-key': code, 'accept-language': 'zh-CN' } });
    expect(answer).toMatchObject({ status: 409, body: { code, detail: expect.stringContaining(words) as unknown } });
    expect(await harness.post(path, logistics, { agreed: false })).toMatchObject({ status: 409, body: { code, detail: 'it is too late' } });
  });

  it('is seen with the return', async () => {
    const shipment = { ref, status: 'in_transit', rmaNumber: 'RMA-1', trackingNumber: 'GR1', carrierCode: 'ground', sendBy: '2026-11-20T08:30:00Z', scans: [], writeOffAt: undefined, claim: undefined, further: [], unannounced: '', carries: [] };
    const seen = async (cancellation: object | undefined) => {
      fakes.on('logistics', 'getReturnShipment', () => ({ ...shipment, cancellation }) as never);
      return (await harness.ask('GET', `/api/v1/cases/${caseNumber}/return-shipment`, { token: logistics })).body['cancellation'];
    };
    expect(await seen(undefined)).toBeNull();
    expect(await seen({ state: 'declined', agreeBy: '2026-11-07T08:30:00Z', answeredBy: '', declinedCode: 'AGREEMENT_EXPIRED' })).toEqual({ state: 'declined', agreeBy: '2026-11-07T08:30:00Z', answeredBy: null, declinedCode: 'AGREEMENT_EXPIRED' });
  });
});
