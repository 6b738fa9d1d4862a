import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Role } from '@huiliu/platform';
import type { EvidenceRef } from '@huiliu/contracts';
import { S3Store } from '../src/evidence/store/s3-store';
import { sweepEvidence } from '../src/evidence/sweep';
import { caseNumber, caseOf } from './case-fixture';
import { FakeS3 } from './fake-s3';
import { jpeg, mp4, person } from './files';
import { Harness } from './harness';

// The machine may be busy with everything else.
jest.setTimeout(60_000);

const secret = 'not-the-secret-of-anybody';

describe('files of evidence in a bucket', () => {
  const harness = new Harness();
  const s3 = new FakeS3('eu-west-3', 'key-id', secret);
  let token: string;
  let pieces: EvidenceRef[] = [];

  beforeAll(async () => {
    await s3.start();
    await harness.start(undefined, {
      HUILIU_EVIDENCE_STORE: 's3',
      HUILIU_EVIDENCE_S3_BUCKET: 'bucket-1',
      HUILIU_EVIDENCE_S3_REGION: 'eu-west-3',
      HUILIU_EVIDENCE_S3_ENDPOINT: s3.url,
      HUILIU_EVIDENCE_S3_PATH_STYLE: 'true',
      AWS_ACCESS_KEY_ID: 'key-id',
      AWS_SECRET_ACCESS_KEY: secret,
    });
    token = await harness.tokenOf(Role.agent);
  });
  afterAll(async () => {
    await harness.stop();
    await s3.stop();
  });
  beforeEach(() => {
    harness.reset();
    s3.asked.length = 0;
    s3.failures.length = 0;
    pieces = [];
    harness.fakes.on('intake', 'getCase', () => ({ case: caseOf({ evidence: pieces }) }));
    harness.fakes.on('intake', 'addEvidence', (asked) => {
      pieces = [asked['evidence'] as EvidenceRef];
      return { case: caseOf({ evidence: pieces }) };
    });
  });

  const send = async (file: Buffer, type: string) => {
    const response = await fetch(`${harness.url}/api/v1/cases/${caseNumber}/evidence/files`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': type, 'idempotency-key': 'k' }, body: new Uint8Array(file) });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> & { evidence: (EvidenceRef & { link: string })[] } };
  };
  const left = (): Promise<string[]> => readdir(join(harness.evidenceFolder, 'incoming'));

  it('are put there whole and signed, with their length and checksum, and given out from there, also in parts', async () => {
    const answer = await send(jpeg(), 'image/jpeg');
    expect(answer.status).toBe(201);
    const name = pieces[0]?.evidenceId ?? '';
    expect(s3.asked.filter(({ method, url }) => method === 'PUT' && !url.includes('/notes/'))).toMatchObject([{ method: 'PUT', url: `/bucket-1/evidence/${name}`, headers: { 'content-type': 'image/jpeg', 'x-amz-content-sha256': name } }]);
    const kept = s3.objects.get(`/bucket-1/evidence/${name}`)?.bytes ?? Buffer.alloc(0);
    expect([kept.length > 0, kept.includes(person), await left()]).toEqual([true, false, []]);
    const link = answer.body.evidence[0]?.link ?? '';
    const whole = await fetch(`${harness.url}${link}`);
    expect([whole.status, whole.headers.get('content-type'), Buffer.from(await whole.arrayBuffer()).equals(kept)]).toEqual([200, 'image/jpeg', true]);
    const part = await fetch(`${harness.url}${link}`, { headers: { range: 'bytes=2-11' } });
    expect([part.status, part.headers.get('content-range'), Buffer.from(await part.arrayBuffer()).equals(kept.subarray(2, 12))]).toEqual([206, `bytes 2-11/${kept.length}`, true]);
    expect((await fetch(`${harness.url}${link}`, { headers: { range: 'bytes=999999-' } })).status).toBe(416);
    s3.objects.clear();
    expect((await fetch(`${harness.url}${link}`)).status).toBe(404);
  });

  it('are tried again when it is busy, and refused with 503 when it stays so or says no', async () => {
    s3.failures.push(503, 500);
    expect((await send(mp4(1_000_000), 'video/mp4')).status).toBe(201);
    expect(s3.failures).toEqual([]);
    // First of what is asked before the file is sent, then of all that follows.
    s3.failures.push(500, 500, 500, 403);
    for (let time = 0; time < 2; time++) expect(await send(jpeg(), 'image/jpeg')).toMatchObject({ status: 503, body: { code: 'EVIDENCE_STORE_AWAY' } });
    expect(await left()).toEqual([]);
    expect(JSON.stringify(harness.logLines)).not.toMatch(new RegExp(`${secret}|AWS4|key-id`));
  });

  it('are swept when no case refers to them, and left when one does', async () => {
    s3.objects.clear();
    await send(jpeg(), 'image/jpeg');
    const kept = pieces[0]?.evidenceId ?? '';
    await send(mp4(5_000), 'video/mp4');
    const referring = [pieces[0]?.evidenceId ?? ''];
    const store = new S3Store({ bucket: 'bucket-1', region: 'eu-west-3', endpoint: s3.url, pathStyle: true, accessKeyId: 'key-id', secretAccessKey: secret, sessionToken: undefined, stallMs: 1_000 }, { warn: () => undefined } as never);
    const outcomes: string[] = [];
    const sweep = (restedMs: number) => sweepEvidence({ shelf: store.shelf, refers: async (_caseId, sha256) => referring.includes(sha256), restedMs, counted: (outcome) => outcomes.push(outcome) });
    await sweep(60_000);
    expect(outcomes).toEqual([]);
    await sleep(20);
    await sweep(10);
    expect(outcomes.sort()).toEqual(['referred', 'removed']);
    const names = [...s3.objects.keys()].map((key) => key.replace('/bucket-1/evidence/', '')).sort();
    expect(names).toEqual([referring[0], `referred/${referring[0]}`].sort());
    expect(names.join()).not.toContain(kept);
    await sweep(10);
    expect(outcomes).toHaveLength(2);
    store.close();
  });

  it('are in a host of the bucket’s name where the path is not asked for', async () => {
    const warned: unknown[] = [];
    const log = { warn: (fields: unknown) => void warned.push(fields) };
    const options = { bucket: 'bucket-1', region: 'r', endpoint: 'http://s3.huiliu.invalid', pathStyle: false, accessKeyId: 'key-id', secretAccessKey: secret, sessionToken: 'token', stallMs: 1_000 };
    const store = new S3Store(options, log as unknown as ConstructorParameters<typeof S3Store>[1]);
    await expect(store.open('ab'.repeat(32), undefined)).rejects.toMatchObject({ code: 'EVIDENCE_STORE_AWAY' });
    expect(JSON.stringify(warned)).toMatch(/bucket-1\.s3\.huiliu\.invalid/);
    store.close();
  });
});
