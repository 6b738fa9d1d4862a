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

/** So many cases, of such a mix, have something of everything that a fault is planted into. */
export const plantedCases = 120;
/**
 * Questions that become cases, boxes with something else in them, variants that cost something else, two parcels, repairs, worn units, parcels of several cases or of none, exchanges in advance, parcels of which nothing is reported, and
 * cases that are taken up again, are rare in everyday life.
 */
export const plantedMix =
  'everyday,case.inquiry=0.12,agent.turn=0.5,box.short=0.25,box.over=0.25,missing_units.left_to_deadline=0.5,extra_units.restocked=0.6,case.exchange=0.3,variant.cheaper=0.25,variant.dearer=0.25,advance.in_advance=0.9,hold_end.is_there=1,customer.never_sends=0.2,parcels_sent.two=0.3,case.repair=0.15,repair.not_repairable=0.5,wear.worn=0.2,unannounced.order_number_on_it=0.1,inspection.never=0.12,not_received.left_to_deadline=0.7,shared_parcel.with_another=0.8,closed_case.reopened=0.15,customer.cancels_in_transit=0.2,customer.goes_on=0.6';
const readyLimitMs = 180_000;
const stallSeconds = 90;

/** Brings a small installation to its end, and plants each known fault into a copy of it in turn. Takes a few minutes. */
export async function plantFaults(root: string, say: (text: string) => void): Promise<PlantedReport> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'huiliu-planted-'));
  // As root, PostgreSQL runs as nobody and has to get through to its folder inside.
  chmodSync(dataFolder, 0o711);
  let system: System | undefined;
  try {
    say(`${plantedCases} cases to their end; then each fault is planted into a copy of that`);
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
      sandbox: { HUILIU_SANDBOX_CASES: String(plantedCases), HUILIU_SANDBOX_SEED: '1', HUILIU_SANDBOX_MIX: plantedMix, HUILIU_SANDBOX_RATE: '0' },
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
