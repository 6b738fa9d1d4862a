import { workOff } from '../load/limit';
import { loadOptions } from '../load/options';
import { openStand, type Stand } from '../load/stand';
import { measureWindow } from '../load/window';
import { loadNow, machine } from '../measure/machine';
import { numberOf, smallOptions } from '../usage';
import { median } from '../whole/median';
import { seedClosedCases } from './seed';

const help = `usage: npm run bench -- million [--cases N] [--rate R] [--seconds S] [--rounds K]
  CPU per case with N closed cases in the tables and without (default 1000000): two installations side by side, loaded in turns, on the embedded bus
`;
const warmUpCases = 1_500;

type ByPart = Readonly<Record<string, number>>;

export async function million(args: readonly string[], say: (text: string) => void): Promise<number> {
  const options = smallOptions(args, { cases: '1000000', rate: '200', seconds: '30', rounds: '3', allowed: '10' }, help);
  if (options === 'help') return 0;
  const count = numberOf('--cases', options.cases, 1, 100_000_000);
  const window = { rate: numberOf('--rate', options.rate, 1, 100_000), seconds: numberOf('--seconds', options.seconds, 1, 3_600), rampSeconds: 5 };
  const rounds = numberOf('--rounds', options.rounds, 1, 50);
  const allowed = numberOf('--allowed', options.allowed, 0, 1_000);
  const base = loadOptions([]);
  if (base === 'help') return 0;
  const load = await loadNow();
  const stands: Stand[] = [];
  try {
    for (let each = 0; each < 2; each++) stands.push(await openStand(base, say));
    const [empty, full] = stands as [Stand, Stand];
    for (const stand of stands) await workOff(stand, warmUpCases);
    say(`seeding ${count} closed cases …`);
    await seedClosedCases({ ...full, say }, count);
    // What was written is written out, and what counts slowly has counted once.
    await workOff(full, warmUpCases);
    const found: { readonly empty: ByPart[]; readonly full: ByPart[] } = { empty: [], full: [] };
    const walBytesPerCase: { readonly empty: number[]; readonly full: number[] } = { empty: [], full: [] };
    for (let round = 1; round <= rounds; round++) {
      // In turns, and who begins changes too.
      for (const name of round % 2 === 1 ? (['empty', 'full'] as const) : (['full', 'empty'] as const)) {
        const { cpuMsPerCase, latency, walBytesPerCase: wal } = await measureWindow(name === 'empty' ? empty : full, window);
        found[name].push(withoutLoad(cpuMsPerCase));
        walBytesPerCase[name].push(wal);
        say(`round ${round}, ${name}: ${found[name].at(-1)?.['total']?.toFixed(3)} ms of CPU per case, of it PostgreSQL ${cpuMsPerCase['postgres']}; ${wal} bytes of WAL; p99 ${latency.p99} ms`);
      }
    }
    const cpuMsPerCase = { empty: medians(found.empty), full: medians(found.full) };
    const growthPercent = Number((((cpuMsPerCase.full['total'] ?? 0) / (cpuMsPerCase.empty['total'] ?? 1) - 1) * 100).toFixed(1));
    say(`${count} closed cases make a case ${growthPercent}% dearer`);
    const rowsOf = (by: readonly ByPart[]): number[] => by.map((one) => one['total'] ?? 0);
    process.stdout.write(`${JSON.stringify({ bench: 'million', cases: count, ...window, rounds, growthPercent, allowedPercent: allowed, cpuMsPerCase, each: { empty: rowsOf(found.empty), full: rowsOf(found.full) }, walBytesPerCase, machine: machine(), load })}\n`);
    return growthPercent <= allowed ? 0 : 1;
  } finally {
    for (const stand of stands) await stand.close();
  }
}

/** The load itself knows nothing of what is in the tables. */
function withoutLoad({ total = 0, load = 0, ...parts }: ByPart): ByPart {
  return { total: total - load, ...parts };
}

const medians = (all: readonly ByPart[]): ByPart => Object.fromEntries(Object.keys(all[0] ?? {}).map((part) => [part, Number(median(all.map((one) => one[part] ?? 0)).toFixed(3))]));
