import { simulate, type Failure } from '../../simulation/simulate';

const schedules = Number(process.env['HUILIU_SCHEDULES'] ?? 5_000);
const seed = Number(process.env['HUILIU_SEED'] ?? Math.trunc(Math.random() * 2 ** 31));

const told = ({ path, violations }: Failure): string => `${violations.join('\n')}\nagain: npm run simulate -- --seed ${seed} --path ${path} --trace`;

describe('crashes without processes', () => {
  it(
    `keeps every guarantee through ${schedules} schedules of interleavings, crashes and faults (seed ${seed})`,
    async () => {
      const failure = await simulate({ schedules, seed });
      expect(failure && told(failure)).toBeUndefined();
    },
    900_000,
  );

  it('gives the same run back for the same seed and path', async () => {
    const mutation = { answersUnchecked: true } as const;
    const failure = await simulate({ schedules: 200, seed: 7, mutation });
    const again = await simulate({ schedules: 1, seed: 7, path: failure?.path, mutation });
    expect(failure?.trace.length).toBeGreaterThan(50);
    expect(again?.trace).toEqual(failure?.trace);
    expect(again?.violations).toEqual(failure?.violations);
  });
});
