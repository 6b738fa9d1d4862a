import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { departments } from '@huiliu/contracts';
import { checkInvariants, until } from '@huiliu/testing';
import { Databases } from '../tools/src/progress';
import { busOf, System } from '../tools/src/system';
import { untilEnded } from '../tools/src/until-ended';
import { patient } from './huiliu';

jest.setTimeout(600_000);

it('cases that leave at the first opportunity come back whenever something happens to them: each invariant holds, and each case is still found by its number', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'huiliu-archive-'));
  chmodSync(dataFolder, 0o711);
  const system = await System.start({
    root: join(__dirname, '..'),
    dataFolder,
    bus: { kind: 'embedded' },
    instances: 1,
    partitions: 2,
    gatewayPort: 0,
    opsPort: 0,
    testClock: true,
    sampleRatio: 1,
    logLevel: 'warn',
    sandbox: { HUILIU_SANDBOX_CASES: '120', HUILIU_SANDBOX_SEED: '5', HUILIU_SANDBOX_RATE: '12' },
    extra: { HUILIU_ARCHIVE_AFTER_MS: '1', HUILIU_ARCHIVE_ROUND_MS: '1', HUILIU_HOUSEKEEPING_MS: '300' },
    environment: patient,
    onNews: () => undefined,
  });
  const databases = new Databases(system.storage, { archive: true });
  const bus = busOf(system);
  try {
    await system.ready(180_000);
    const { stalled, progress } = await untilEnded(system, databases, bus, { stallSeconds: 90, say: () => undefined });
    expect({ stalled, progress }).toMatchObject({ stalled: undefined, progress: { parked: 0, waiting: 0 } });

    const count = async (name: (typeof departments)[number], table: string): Promise<number> => Number((await databases.pools[name].query<{ count: string }>(`SELECT count(*) FROM ${table}`)).rows[0]?.count);
    await until('every case has left intake', async () => (await count('intake', 'public.intake_case')) === 0, 120_000);
    expect(await count('intake', 'public.timeline_entry')).toBe(0);
    expect(await count('intake', 'intake_case')).toBe(progress.opened);
    for (const department of departments) expect(await count(department, 'archived')).toBeGreaterThan(0);

    const { agent } = await system.tokens();
    // One for each way in which a case can end, with the longest story of those.
    const { rows } = await databases.pools.intake.query<{ number: string; result: string; entries: number }>(
      `SELECT DISTINCT ON (result) number, result, entries FROM archived,
         LATERAL (SELECT parts#>>'{intake_case,0,doc,closing,result}' AS result, json_array_length(parts->'timeline_entry') AS entries) AS kept
        WHERE number IS NOT NULL ORDER BY result, entries DESC, number`,
    );
    expect(rows.map(({ result }) => result)).toEqual(expect.arrayContaining(['refunded', 'rejected']));
    for (const { number, result, entries } of rows) {
      const ask = async (path: string): Promise<Record<string, unknown>> => {
        const response = await fetch(`http://127.0.0.1:${system.gatewayPort}/api/v1/cases/${number}${path}`, { headers: { authorization: `Bearer ${agent}` } });
        expect(response.status).toBe(200);
        return (await response.json()) as Record<string, unknown>;
      };
      expect(await ask('')).toMatchObject({ caseNumber: number, status: 'closed', result });
      expect((await ask('/timeline'))['entries']).toHaveLength(entries);
      expect(await ask('/trace')).toMatchObject({ complete: true, missing: [], unavailable: [] });
    }

    await system.stopServices();
    const report = await checkInvariants({ pools: databases.pools, bus });
    expect(report.violations).toEqual([]);
    expect(report.cases.open).toBe(0);
  } finally {
    await bus.close();
    await databases.close();
    await system.close();
    rmSync(dataFolder, { recursive: true, force: true });
  }
});
