import type { OutboundRecallRequested, OutboundStopRequested } from '@huiliu/contracts';
import { everyday, mixOf } from '../../mix/mix';
import type { Outbound } from '../../drawing/outbound';
import type { Heard } from '../heard';
import { answerToStop } from '../wms/stop';
import { answerToRecall } from './recall';

const atMs = Date.parse('2026-03-01T08:00:00Z');
const ref = { caseId: 'case-1', caseNumber: 'HL-1', orderId: 'S1' };
const heard = <T>(data: T): Heard<T> => ({ data, key: 'case-1', id: 'e1', source: 'urn:huiliu:logistics', subject: 'case:case-1', atMs, traceparent: undefined, contract: {} as Heard<T>['contract'] });

const recall = (number: number, intercept: boolean, more: Partial<{ mayBeSilent: boolean; waits: boolean }> = {}) =>
  answerToRecall('seed', heard<OutboundRecallRequested>({ ref, trackingNumber: `OUT${number}`, carrierCode: 'ground', intercept, reportBy: '2026-03-08T08:00:00Z' }), atMs, { mix: mixOf('all'), mayBeSilent: true, waits: false, ...more });
const numbers = Array.from({ length: 400 }, (_, number) => number);

describe('a carrier that is to bring an outbound parcel back', () => {
  it('takes every way by seed, the same again for the same parcel, and tells last where the parcel is in the end', () => {
    const branches = new Set(numbers.flatMap((number) => [...(recall(number, true).branches ?? []), ...(recall(number, false).branches ?? [])]));
    expect(branches.size).toBe(12);
    expect(recall(7, true)).toEqual(recall(7, true));
    for (const number of numbers) {
      const { says, branches: [branch] = [] } = recall(number, true);
      const statuses = says.map(({ data }) => (data as { status: string }).status);
      if (branch === 'interception.silent') expect(says).toEqual([]);
      if (branch === 'interception.signed_all_the_same' || branch === 'interception.intercepted_and_signed') expect([statuses.includes('TRACKING_STATUS_SIGNED'), statuses.includes('TRACKING_STATUS_DELIVERED')]).toEqual([true, false]);
      if (branch === 'interception.brought_back') expect([statuses.includes('TRACKING_STATUS_SIGNED'), statuses.includes('TRACKING_STATUS_DELIVERED')]).toEqual([false, true]);
    }
  });

  it('is silent only where a clock ends that, and while the customer is to have the time to cancel', () => {
    expect(numbers.filter((number) => recall(number, true, { mayBeSilent: false }).says.length === 0)).toEqual([]);
    expect(recall(1, true, { waits: true }).says).toEqual([]);
  });
});

describe('a warehouse system that is to stop goods', () => {
  const parcel = { trackingNumber: 'OUTS1', carrierCode: 'ground', lines: [{ orderLineId: 'S1-1', quantity: 2 }] };
  const stop = (number: number, attempt: number, leaves: Outbound['leaves'] | undefined, mix = everyday) =>
    answerToStop('seed', heard<OutboundStopRequested>({ ref, stopId: `STP-${number}`, attempt, lines: [{ orderLineId: 'S1-1', sku: 'MUG', quantity: 2 }], answerBy: '2026-03-01T12:00:00Z' }), atMs, {
      mix,
      shipping: { outboundOf: () => (leaves ? { leaves, told: false, parcel } : undefined), mayBeSilent: true },
      waits: false,
    });

  it('says the truth about what has left, the same to every attempt', () => {
    for (const number of numbers.slice(0, 50)) {
      expect(stop(number, 9, 'stays').says[0]?.data).toMatchObject({ result: 'STOP_RESULT_STOPPED', trackingNumber: '' });
      expect(stop(number, 9, 'just_left').says[0]?.data).toMatchObject({ result: 'STOP_RESULT_ALREADY_SHIPPED', ...parcel });
      expect(stop(number, 9, 'left').says).toEqual(stop(number, 10, 'left').says);
    }
  });

  it('leaves some requests unanswered, until it is asked again, and in the end answers all', () => {
    const all = mixOf('all');
    const answered = (attempt: number): number => numbers.filter((number) => stop(number, attempt, 'stays', all).says.length > 0).length;
    expect(answered(1)).toBeLessThan(answered(2));
    expect(answered(2)).toBeLessThan(answered(4));
    expect(answered(4)).toBe(numbers.length);
  });
});
