import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CopiedWorld, plantEach } from '@huiliu/testing';
import { Databases } from '../progress';
import { replayOf } from '../replay';
import { busOf, System } from '../system';
import { untilEnded } from '../until-ended';

export interface PlantedFault {
  readonly fault: string;
  /** The checker named exactly the rules that it breaks. */
  readonly found: boolean;
}

export interface PlantedReport {
  readonly planted: readonly PlantedFault[];
  /** What makes the finding worth nothing, as violations in a world that nobody has broken; empty when all is well. */
  readonly failures: readonly string[];
}

/** In a mix that meets everything soon, so that there is something of every kind to break. */
const cases = 150;
const readyLimitMs = 180_000;
const stallSeconds = 90;

/** Brings a small installation to its end, and plants each known fault into a copy of it in turn. Takes a few minutes. */
export async function plantFaults(root: string, say: (text: string) => void): Promise<PlantedReport> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'huiliu-planted-'));
  // As root, PostgreSQL runs as nobody and has to get through to its folder inside.
  chmodSync(dataFolder, 0o711);
  let system: System | undefined;
  try {
    say(`${cases} cases to their end; then each fault is planted into a copy of that`);
    system = await System.start({
      root,
      dataFolder,
      bus: { kind: 'embedded' },
      instances: 1,
      partitions: 2,
      gatewayPort: 0,
      opsPort: 0,
      testClock: true,
      sampleRatio: 1,
      logLevel: 'warn',
      sandbox: { HUILIU_SANDBOX_CASES: String(cases), HUILIU_SANDBOX_SEED: '7', HUILIU_SANDBOX_MIX: 'all,variant.cheaper=0.4,wear.worn=0.6,rejected.deduction=0.4,shared_parcel.with_another=0.8', HUILIU_SANDBOX_RATE: '0' },
      onNews: (text) => say(`  | ${text}`),
    });
    await toItsEnd(system, say);
    return await plantInto(system, root, say);
  } finally {
    await system?.close();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

async function toItsEnd(system: System, say: (text: string) => void): Promise<void> {
  await system.ready(readyLimitMs);
  const databases = new Databases(system.storage);
  const bus = busOf(system);
  try {
    const { stalled } = await untilEnded(system, databases, bus, { stallSeconds, say });
    if (stalled !== undefined) throw new Error(`the cases did not come to their end: ${stalled}`);
    await system.stopServices();
  } finally {
    await bus.close();
    await databases.close();
  }
}

async function plantInto({ storage, options: { dataFolder } }: System, root: string, say: (text: string) => void): Promise<PlantedReport> {
  const { server } = storage;
  if (!server) throw new Error('faults are planted into a PostgreSQL of our own: run without DATABASE_URL');
  const { adminUrl } = server;
  const replay: ConstructorParameters<typeof CopiedWorld>[0]['replay'] = (busUrl, bus, departments) =>
    replayOf({ root, logFolder: join(dataFolder, 'logs'), adminUrl, bus, departments, busEnv: { HUILIU_BUS: 'embedded', HUILIU_BUS_DATABASE_URL: busUrl } });
  const installation = { adminUrl, replay };
  const sound = await new CopiedWorld(installation).verdictAfter(() => Promise.resolve());
  const planted: PlantedFault[] = [];
  for await (const { fault, found, breaks, broken } of plantEach(installation)) {
    planted.push({ fault, found });
    say(found ? `✓ found: ${fault}` : `✗ NOT FOUND: ${fault}; it breaks ${breaks.join(', ')}, and told was ${broken.join(', ') || 'nothing'}`);
  }
  return { planted, failures: sound.violations.map(({ invariant, detail }) => `nobody has broken anything, and still: ${invariant}: ${detail}`) };
}
