import { createLogger, createMetrics } from '@huiliu/platform';
import { noticeTo, observeWith } from './observe';

/** Lines as they are written: 30 is info, 40 a warning, 50 an error. */
function lines() {
  const written: Record<string, unknown>[] = [];
  const log = createLogger({ service: 'review', instance: 'review-1', destination: { write: (line: string) => void written.push(JSON.parse(line) as Record<string, unknown>) } });
  return { log, written };
}

describe('what the core reports, in the log', () => {
  it('is no warning while all is as it should be', () => {
    const { log, written } = lines();
    noticeTo(log)('partitions assigned', { group: 'review', taken: ['huiliu.intake.v1/0'] });
    noticeTo(log)('position moved by another');
    expect(written).toMatchObject([{ level: 30, msg: 'partitions assigned', group: 'review', taken: ['huiliu.intake.v1/0'] }, { level: 30 }]);
  });

  it.each(['error', 'reason'])('is a warning when it tells of a failure by its %s', (field) => {
    const { log, written } = lines();
    observeWith(createMetrics({ service: 'review', instance: 'review-1' }), log).notice('batch failed', { topic: 'huiliu.intake.v1', [field]: 'the database is away' });
    expect(written).toMatchObject([{ level: 40, msg: 'batch failed', topic: 'huiliu.intake.v1', [field]: 'the database is away' }]);
  });

  it('is an error when a person should look at it', () => {
    const { log, written } = lines();
    observeWith(createMetrics({ service: 'review', instance: 'review-1' }), log).alarm('EVENTS_WAIT_LONG', 'events wait', { waiting: 3 });
    expect(written).toMatchObject([{ level: 50, code: 'EVENTS_WAIT_LONG', waiting: 3, msg: 'events wait' }]);
  });
});
