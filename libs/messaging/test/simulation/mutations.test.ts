import { mutations } from '../../simulation/mutations';
import { simulate } from '../../simulation/simulate';

/** So many schedules have to be enough, fewer than CI runs. Most faults come within ten; the rarest, a slot dropped under a slow writer, within a thousand. */
const schedules = 3_000;

describe('every rule of the architecture\'s section 4 is needed', () => {
  it.each(Object.entries(mutations))(
    '%s: without that the simulation finds a fault',
    async (_rule, mutation) => {
      const failure = await simulate({ schedules, seed: 1, mutation });
      expect(failure?.violations.length).toBeGreaterThan(0);
    },
    300_000,
  );
});
