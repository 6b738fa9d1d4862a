import { workOff } from '../load/limit';
import { loadOptions } from '../load/options';
import { openStand } from '../load/stand';
import { measureWindow } from '../load/window';
import { loadNow } from '../measure/machine';
import { busKindOf, numberOf, smallOptions } from '../usage';
import { median } from './median';

const help = `usage: npm run bench -- tracing [--bus embedded|kafka] [--rate R] [--seconds S] [--rounds N]
  what default tracing costs: CPU per case with it and without, in turns, each on an installation of its own
`;
const warmUpCases = 1_500;

export async function tracing(args: readonly string[], say: (text: string) => void): Promise<number> {
  const options = smallOptions(args, { bus: 'embedded', rate: '200', seconds: '30', rounds: '3' }, help);
  if (options === 'help') return 0;
  const bus = busKindOf(options.bus);
  const rate = numberOf('--rate', options.rate, 1, 100_000);
  const seconds = numberOf('--seconds', options.seconds, 1, 3_600);
  const rounds = numberOf('--rounds', options.rounds, 1, 50);
  const load = await loadNow();
  const withIt: number[] = [];
  const without: number[] = [];
  for (let round = 1; round <= rounds; round++) {
    for (const [list, sample] of [[withIt, []], [without, ['--sample', '0']]] as const) {
      const base = loadOptions(['--bus', bus, ...sample]);
      if (base === 'help') return 0;
      const stand = await openStand(base, () => undefined);
      try {
        await workOff(stand, warmUpCases);
        const { cpuMsPerCase } = await measureWindow(stand, { rate, seconds, rampSeconds: 5 });
        // The load itself traces nothing.
        list.push(cpuMsPerCase.total - (cpuMsPerCase['load'] ?? 0));
        say(`round ${round}, ${sample.length === 0 ? 'default tracing' : 'no tracing'}: ${list.at(-1)?.toFixed(3)} ms of CPU per case`);
      } finally {
        await stand.close();
      }
    }
  }
  const costs = median(withIt) / median(without) - 1;
  process.stdout.write(`${JSON.stringify({ bench: 'tracing', bus, rate, seconds, cpuMsPerCaseWith: withIt, cpuMsPerCaseWithout: without, costsPercent: Number((costs * 100).toFixed(1)), load })}\n`);
  return 0;
}
