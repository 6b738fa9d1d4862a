import { CaseClosed, CaseSubmitted } from '@huiliu/contracts';
import type { SaidEvent } from './bus/log';
import { speedOf } from './tally';

const at = (type: string, ms: number): SaidEvent => ({ topic: '', id: '', type, source: '', subject: '', sequence: 1, epoch: 1, time: new Date(ms).toISOString(), causeId: undefined, traceparent: undefined });

describe('the speed of a run', () => {
  it('is measured from submitted to closed by the events themselves', () => {
    const said = new Map(Array.from({ length: 100 }, (_, index) => [`case:${index}`, [at(CaseSubmitted.type, 1_000 + index), at(CaseClosed.type, 1_000 + index + 10 * (index + 1))]]));
    expect(speedOf({ said })).toEqual({ latencyMs: { p50: 500, p99: 990 }, casesPerSecond: 100 / ((99 + 1_000) / 1_000) });
  });

  it('leaves out what has not closed, and is nothing where nothing has', () => {
    expect(speedOf({ said: new Map([['case:1', [at(CaseSubmitted.type, 1_000)]]]) })).toEqual({ latencyMs: { p50: 0, p99: 0 }, casesPerSecond: 0 });
  });
});
