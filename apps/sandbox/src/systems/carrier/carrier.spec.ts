import { CarrierClaimRaised, ReturnParcelAdded, ReturnShipmentAnnounced, ReturnShipmentRecallRequested, TrackingReported } from '@huiliu/contracts';
import type { Answer } from '../../store/heard';
import type { Heard } from '../heard';
import { everyday } from '../../mix/mix';
import { carrier, eager } from './carrier';

const announced = (number: number): Heard<ReturnShipmentAnnounced> => ({
  contract: ReturnShipmentAnnounced,
  id: `announced-${number}`,
  source: 'urn:huiliu:logistics',
  subject: `case:case-${number}`,
  key: `case-${number}`,
  atMs: 0,
  traceparent: undefined,
  data: {
    ref: { caseId: `case-${number}`, caseNumber: '1', orderId: '' },
    rmaNumber: `RMA${number}`,
    trackingNumber: `T${number}`,
    carrierCode: 'post',
    sendBy: '2010-12-20T10:00:00Z',
  },
});

/** Of the announced parcel alone; a second one that is sent with it has a number of its own. */
const scansOf = (answer: Answer) => answer.says.filter(({ type, data }) => type === TrackingReported.type && !(data as TrackingReported).trackingNumber.endsWith('B')).map(({ id, data }) => ({ id, ...(data as TrackingReported) }));
const broughtBack = (answer: Answer): boolean => answer.facts.includes('broughtBack');
const gone = (answer: Answer): boolean => answer.facts.includes('gone');
const answers = Array.from({ length: 400 }, (_, number) => carrier('seed').answer(announced(number), 0));

describe('the carrier', () => {
  it('says the same again when it is asked again, whatever was asked in between', () => {
    expect(carrier('seed').answer(announced(17), 5)).toEqual(answers[17]);
    expect(carrier('other').answer(announced(17), 5)).not.toEqual(answers[17]);
  });

  it('brings every parcel to its end, before the deadline and in the order of its times', () => {
    for (const answer of answers.filter((each) => !broughtBack(each))) {
      const byTime = scansOf(answer).toSorted((a, b) => a.occurredAt.localeCompare(b.occurredAt));
      const lost = answer.facts.includes('lost') ? ['TRACKING_STATUS_LOST'] : [];
      expect([...new Set(byTime.map(({ status }) => status))]).toEqual(['TRACKING_STATUS_PICKED_UP', 'TRACKING_STATUS_IN_TRANSIT', ...lost, ...(gone(answer) ? [] : ['TRACKING_STATUS_DELIVERED'])]);
      expect(byTime[0]?.occurredAt.localeCompare('2010-12-20T10:00:00.000Z')).toBe(-1);
      expect(byTime[0]?.occurredAt.localeCompare('2010-12-06T10:00:00.000Z')).toBe(1);
    }
  });

  it('tells some scans twice, as the same event or as another one about the same scan, and some out of order', () => {
    const facts = answers.flatMap((answer) => answer.facts);
    for (const fact of ['outOfOrder', 'sameEventTwice', 'sameScanTwice']) expect(facts.filter((each) => each === fact).length).toBeGreaterThan(5);
    for (const answer of answers.filter((each) => !broughtBack(each))) {
      const scans = scansOf(answer);
      const ids = new Set(scans.map(({ id }) => id));
      const ways = answer.facts.includes('lost') && !gone(answer) ? 4 : 3;
      expect(new Set(scans.map(({ scanId }) => scanId)).size).toBe(ways);
      expect(scans.length - ids.size).toBe(answer.facts.includes('sameEventTwice') ? 1 : 0);
      expect(ids.size - ways).toBe(answer.facts.includes('sameScanTwice') ? 1 : 0);
      // One scan has one content, however often it is told.
      for (const { id: _, ...scan } of scans) expect(scans.filter(({ scanId }) => scanId === scan.scanId).every(({ id: __, ...other }) => JSON.stringify(other) === JSON.stringify(scan))).toBe(true);
    }
  });

  it('tells of a second parcel before it is scanned, and brings some back to who sent them, who send them again', () => {
    const two = answers.filter(({ facts }) => facts.includes('twoParcels'));
    expect(two.length).toBeGreaterThan(5);
    for (const { says } of two) {
      const number = `${(says[0]?.data as ReturnParcelAdded).trackingNumber}`;
      expect(says[0]?.type).toBe(ReturnParcelAdded.type);
      expect(says.some(({ type, data }) => type === TrackingReported.type && (data as TrackingReported).trackingNumber === number)).toBe(true);
    }
    const back = answers.filter(broughtBack);
    expect(back.length).toBeGreaterThan(3);
    for (const answer of back) expect(scansOf(answer).map(({ status }) => status.replace('TRACKING_STATUS_', ''))).toEqual(['PICKED_UP', 'IN_TRANSIT', 'RETURNED_TO_SENDER', 'PICKED_UP', 'IN_TRANSIT', 'DELIVERED']);
  });

  it('gets both parcels of who wants a label for the second, once that is announced, and nothing before', async () => {
    const asked: string[] = [];
    const one = carrier('seed', { ...eager, wantLabels: (numbers) => Promise.resolve(void asked.push(...numbers)) }, everyday, true);
    const heard = Array.from({ length: 300 }, (_, number) => ({ ...announced(number), data: { ...announced(number).data, ref: { caseId: `case-${number}`, caseNumber: `N-${number}`, orderId: '' }, trackingNumber: `TN${number}` } }));
    await one.afterwards?.(heard);
    expect(asked.length).toBeGreaterThan(2);
    expect(heard.filter((each) => one.answer(each, 0).facts.includes('waitsForLabel')).map(({ data }) => data.ref.caseNumber)).toEqual(asked);
    for (const each of heard.filter(({ data }) => asked.includes(data.ref.caseNumber))) {
      const second = { ...each, data: { ...each.data, trackingNumber: `${each.data.trackingNumber}P2` } };
      const scans = one.answer(second, 0).says.map(({ data }) => data as TrackingReported);
      expect(new Set(scans.filter(({ status }) => status === 'TRACKING_STATUS_DELIVERED').map(({ trackingNumber }) => trackingNumber))).toEqual(new Set([each.data.trackingNumber, second.data.trackingNumber]));
      await one.afterwards?.([second]);
    }
    expect(new Set(asked).size).toBe(asked.length);
  });

  it('has nothing to tell of parcels that nobody hands over, and passes on who wants to cancel', async () => {
    const wishes: unknown[] = [];
    const minds = ['never_sends', 'cancels_before_sending', 'cancels_too_late', 'goes_on'] as const;
    const one = carrier('seed', { mindOf: (caseNumber) => minds[Number(caseNumber) - 1] ?? 'goes_on', wishToCancel: (each) => Promise.resolve(void wishes.push(...each)) });
    const heard = minds.map((_, index) => ({ ...announced(index), data: { ...announced(index).data, ref: { caseId: `case-${index}`, caseNumber: String(index + 1), orderId: '' } } }));
    expect(heard.map((each) => one.answer(each, 0).says.length > 0)).toEqual([false, false, true, true]);
    expect(heard.slice(0, 2).map((each) => one.answer(each, 0).facts)).toEqual([['neverSent'], ['cancelledBeforeSending']]);
    await one.afterwards?.(heard);
    expect(wishes).toEqual([{ caseNumber: '2', moment: 'before_sending' }, { caseNumber: '3', moment: 'too_late' }]);
  });

  it('loses some parcels, of which some turn up in time, and some only when it is to pay for them', () => {
    const count = (fact: string, of: readonly Answer[] = answers): number => of.filter(({ facts }) => facts.includes(fact)).length;
    expect([count('gone'), count('lost') - count('gone')].every((each) => each >= 3 && each < 40)).toBe(true);
    const claimed = (number: number): Heard<CarrierClaimRaised> => {
      const { ref, trackingNumber, carrierCode } = announced(number).data;
      const data = { ref, claimId: `CLM-${number}`, trackingNumber, carrierCode, lostAt: '2010-12-12T10:00:00Z', raisedAt: '2026-11-20T10:00:00Z', goods: [{ sku: 's', quantity: 1 }] };
      return { ...announced(number), contract: CarrierClaimRaised, data };
    };
    const answered = Array.from({ length: 100 }, (_, number) => carrier('seed').answer(claimed(number), 0));
    expect(count('claim', answered)).toBe(100);
    expect(count('foundTooLate', answered)).toBeGreaterThan(10);
    for (const answer of answered) expect(scansOf(answer).map(({ status }) => status)).toEqual(answer.facts.includes('foundTooLate') ? ['TRACKING_STATUS_DELIVERED'] : []);
  });
});

describe('a parcel that its customer may want back', () => {
  const thinking = carrier('seed', { ...eager, mindOf: () => 'cancels_in_transit', wishBack: () => Promise.resolve() });
  const moving = thinking.answer(announced(3), 0);
  const askedBack = (agreedAt: string): Heard<ReturnShipmentRecallRequested> => ({ ...announced(3), contract: ReturnShipmentRecallRequested, id: `back ${agreedAt}`, data: { ...announced(3).data, agreedAt } });

  it('is told of until it is on its way, and of its end only when somebody has asked for it', () => {
    expect(scansOf(moving).map(({ status }) => status)).toEqual(['TRACKING_STATUS_PICKED_UP', 'TRACKING_STATUS_IN_TRANSIT']);
    const ends = new Set(Array.from({ length: 60 }, (_, number) => carrier(`seed ${number}`).answer(askedBack('2026-11-20T00:00:00Z'), moving.businessAtMs ?? 0)).flatMap((answer) => scansOf(answer).map(({ status }) => status)));
    expect([...ends].sort()).toEqual(['TRACKING_STATUS_DELIVERED', 'TRACKING_STATUS_LOST', 'TRACKING_STATUS_RETURNED_TO_SENDER']);
  });

  it('has one end, later than all that was told of it before, however often it is asked for', () => {
    const [scan] = scansOf(thinking.answer(askedBack('2026-11-20T00:00:00Z'), moving.businessAtMs ?? 0));
    expect(scansOf(moving).every(({ occurredAt }) => occurredAt < (scan?.occurredAt ?? ''))).toBe(true);
    expect(thinking.sameAs?.(askedBack('2026-11-20T00:00:00Z'))).toBe(thinking.sameAs?.(askedBack('2026-11-21T00:00:00Z')));
    expect(thinking.sameAs?.(askedBack('2026-11-20T00:00:00Z'))).not.toBe(thinking.sameAs?.(announced(3)));
  });
});
