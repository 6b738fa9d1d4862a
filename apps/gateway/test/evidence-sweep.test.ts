import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { HuiliuError, Role } from '@huiliu/platform';
import type { EvidenceRef } from '@huiliu/contracts';
import { caseNumber, caseOf } from './case-fixture';
import { jpeg, png } from './files';
import { Harness } from './harness';

// The machine may be busy with everything else.
jest.setTimeout(60_000);

describe('files of evidence that no case refers to', () => {
  const harness = new Harness();
  const { fakes } = harness;
  let token: string;
  let pieces: EvidenceRef[] = [];

  beforeAll(async () => {
    await harness.start(undefined, { HUILIU_EVIDENCE_SWEEP_MS: '1000' });
    token = await harness.tokenOf(Role.agent);
    fakes.on('intake', 'getCase', () => ({ case: caseOf({ evidence: pieces }) }));
  });
  afterAll(() => harness.stop());

  const send = async (file: Buffer, type: string): Promise<number> => {
    const response = await fetch(`${harness.url}/api/v1/cases/${caseNumber}/evidence/files`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': type, 'idempotency-key': 'k' }, body: new Uint8Array(file) });
    await response.body?.cancel();
    return response.status;
  };
  const namesIn = async (folder: string): Promise<string[]> => (await readdir(join(harness.evidenceFolder, folder), { recursive: true, withFileTypes: true }).catch(() => [])).filter((entry) => entry.isFile()).map(({ name }) => name);
  async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
    for (const deadline = Date.now() + 30_000; !(await holds()); await sleep(50)) if (Date.now() > deadline) throw new Error(`waited too long until ${what}`);
  }

  it('are removed after a time, and those that a case refers to are left; the log and the metrics say so', async () => {
    fakes.on('intake', 'addEvidence', ({ evidence }) => {
      pieces = [evidence as EvidenceRef];
      return { case: caseOf({ evidence: pieces }) };
    });
    expect(await send(jpeg(), 'image/jpeg')).toBe(201);
    fakes.on('intake', 'addEvidence', () => {
      throw new HuiliuError('CONFLICT', 'CASE_CLOSED', 'too late');
    });
    expect(await send(png(), 'image/png')).toBe(409);
    expect(await namesIn('kept')).toHaveLength(2);
    await until('it is swept', async () => (await namesIn('notes')).length === 0);
    expect(await namesIn('kept')).toEqual([pieces[0]?.evidenceId]);
    expect([await namesIn('referred'), await namesIn('aside')]).toEqual([[pieces[0]?.evidenceId], []]);
    expect(harness.logLines).toContainEqual(expect.objectContaining({ msg: 'files of evidence that no case refers to are removed', removed: 1 }));
    expect(await harness.metrics.expose()).toMatch(/huiliu_evidence_swept_total\{outcome="removed"\} 1/);
    expect(await send(png(), 'image/png')).toBe(409);
    await until('it is swept again', async () => (await namesIn('notes')).length === 0);
    expect(await namesIn('kept')).toHaveLength(1);
  });

  it('are left as long as intake can’t say', async () => {
    fakes.on('intake', 'addEvidence', () => {
      throw new HuiliuError('CONFLICT', 'CASE_CLOSED', 'too late');
    });
    expect(await send(png(), 'image/png')).toBe(409);
    fakes.on('intake', 'getCase', () => {
      throw new HuiliuError('UNAVAILABLE', 'DATABASE_AWAY', 'in a moment');
    });
    await until('it was tried', async () => harness.logLines.some(({ msg }) => String(msg).includes('could not be swept')));
    expect(await namesIn('kept')).toHaveLength(2);
  });
});
