import fc from 'fast-check';
import { plan } from './model/plan';
import { run } from './model/run';
import { act } from './world/world';

describe('crashes without processes', () => {
  it('keeps the guarantees through 300 schedules', async () => {
    await fc.assert(
      fc.asyncProperty(plan, fc.scheduler({ act }), async (planned, scheduler) => {
        expect(await run(planned, scheduler)).toEqual([]);
      }),
      { numRuns: 300, seed: 1, endOnFailure: true },
    );
  });
});
