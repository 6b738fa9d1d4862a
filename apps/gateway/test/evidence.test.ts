import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EvidenceRef } from '@huiliu/contracts';
import { HuiliuError, Role } from '@huiliu/platform';
import { caseNumber, caseOf } from './case-fixture';
import { avif, heic, jpeg, mov, mp4, pdf, person, place, png, webp } from './files';
import { Harness } from './harness';

// The machine may be busy with everything else.
jest.setTimeout(60_000);

interface Shown extends EvidenceRef {
  readonly link?: string;
}

const files = `/api/v1/cases/${caseNumber}/evidence/files`;
const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('files of evidence', () => {
  const harness = new Harness();
  const { fakes } = harness;
  let customer: string;
  let agent: string;
  /** What intake has of the case. */
  let pieces: EvidenceRef[] = [];
  let status = 'in_review';

  const view = () => ({ case: caseOf({ evidence: pieces, status }) });

  beforeAll(async () => {
    await harness.start(undefined, { HUILIU_EVIDENCE_PHOTO_BYTES: '100000', HUILIU_EVIDENCE_VIDEO_BYTES: '3000000', HUILIU_EVIDENCE_UPLOADS: '8', HUILIU_EVIDENCE_UPLOAD_MS: '3000', HUILIU_REQUEST_TIMEOUT_MS: '1000' });
    [customer, agent] = await Promise.all([harness.tokenOf(Role.customer), harness.tokenOf(Role.agent)]);
  });
  afterAll(() => harness.stop());
  beforeEach(() => {
    harness.reset();
    [pieces, status] = [[], 'in_review'];
    fakes.on('intake', 'getCase', view);
    fakes.on('intake', 'addEvidence', (asked) => {
      const piece = asked['evidence'] as EvidenceRef;
      if (!pieces.some(({ evidenceId }) => evidenceId === piece.evidenceId)) pieces = [...pieces, piece];
      return view();
    });
  });

  const send = async (file: Buffer, type: string, { token = customer, key = 'key-1', path = files } = {}) => {
    const response = await fetch(`${harness.url}${path}`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': type, 'idempotency-key': key }, body: new Uint8Array(file) });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Record<string, unknown> & { evidence: Shown[]; code?: string } };
  };
  const linkOf = async (token = customer): Promise<string> => {
    const { body } = await harness.get(`/api/v1/cases/${caseNumber}`, token);
    return (body['evidence'] as Shown[]).at(-1)?.link ?? 'none';
  };
  const get = async (link: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${harness.url}${link}`, { headers });
    return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
  };
  const inFolder = (name: 'incoming' | 'kept'): Promise<string[]> =>
    readdir(join(harness.evidenceFolder, name), { recursive: true, withFileTypes: true }).then((all) => all.filter((each) => each.isFile()).map((each) => each.name), () => []);
  const until = async (holds: () => Promise<boolean> | boolean): Promise<void> => {
    while (!(await holds())) await sleep(10);
  };

  it('are kept by their content, without a trace of who made them and where, and given out by a link of the case', async () => {
    const answer = await send(jpeg(), 'image/jpeg', { key: 'key-7' });
    expect(answer).toMatchObject({ status: 201, body: { caseNumber } });
    expect(answer.headers.get('location')).toBe(`/api/v1/cases/${caseNumber}`);
    const [piece] = pieces;
    expect(fakes.asked.find(({ method }) => method === 'addEvidence')?.metadata).toMatchObject({ 'idempotency-key': 'key-7', principal: 'customer' });
    expect(piece).toEqual({ evidenceId: expect.stringMatching(/^[0-9a-f]{64}$/), kind: 'photo', uri: `evidence:${piece?.evidenceId}` });
    expect(answer.body.evidence).toEqual([{ ...piece, link: expect.stringContaining('/api/v1/evidence/'), linkExpiresAt: expect.any(String) }]);
    const kept = await readFile(join(harness.evidenceFolder, 'kept', piece?.evidenceId.slice(0, 2) ?? '', piece?.evidenceId ?? ''));
    expect([kept.includes(person), kept.includes(place), sha256Of(kept)]).toEqual([false, false, piece?.evidenceId]);
    const got = await get(await linkOf());
    expect(got).toMatchObject({ status: 200, bytes: kept });
    expect(Object.fromEntries(got.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': String(kept.length),
      'content-disposition': `inline; filename="evidence-${piece?.evidenceId.slice(0, 12)}.jpg"`,
      'x-content-type-options': 'nosniff',
      'accept-ranges': 'bytes',
      'cache-control': 'no-store',
    });
    expect(await inFolder('incoming')).toEqual([]);
    expect(JSON.stringify(harness.logLines)).not.toMatch(/signature|[0-9a-f]{64}/);
  });

  it.each([
    ['image/png', png(), 'photo'],
    ['image/webp', webp(), 'photo'],
    ['application/pdf', pdf(), 'document'],
    ['image/heic', heic(), 'photo'],
    ['video/quicktime', mov(), 'video'],
    ['video/mp4; codecs=avc1', mp4(2_000_000), 'video'],
  ])('may be %s', async (type, file, kind) => {
    expect((await send(file, type)).status).toBe(201);
    expect(pieces).toMatchObject([{ kind }]);
    const got = await get(await linkOf());
    expect(got).toMatchObject({ status: 200 });
    expect([got.headers.get('content-type'), sha256Of(got.bytes)]).toEqual([type.split(';')[0], pieces[0]?.evidenceId]);
  });

  it('are given out in parts, for films', async () => {
    const film = mp4(5_000);
    await send(film, 'video/mp4');
    const link = await linkOf();
    const part = await get(link, { range: 'bytes=100-199' });
    expect(part).toMatchObject({ status: 206, bytes: film.subarray(100, 200) });
    expect(part.headers.get('content-range')).toBe(`bytes 100-199/${film.length}`);
    expect(await get(link, { range: 'bytes=-10' })).toMatchObject({ status: 206, bytes: film.subarray(-10) });
    expect(await get(link, { range: 'bytes=99999-' })).toMatchObject({ status: 416 });
    const head = await fetch(`${harness.url}${link}`, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), head.headers.get('content-type')]).toEqual([200, String(film.length), 'video/mp4']);
  });

  it('are one file and one piece when they are sent twice, also at once', async () => {
    const answers = await Promise.all([send(png(), 'image/png', { key: 'a' }), send(png(), 'image/png', { key: 'b', token: agent })]);
    expect(answers.map(({ status: each }) => each)).toEqual([201, 201]);
    expect(pieces).toHaveLength(1);
    expect((await inFolder('kept')).filter((name) => name === pieces[0]?.evidenceId)).toHaveLength(1);
    expect((await send(png(), 'image/png', { key: 'a' })).status).toBe(201);
    expect(pieces).toHaveLength(1);
  });

  it.each([
    ['a PNG under the name of a JPEG', png(), 'image/jpeg', 415, 'EVIDENCE_CONTENT_DIFFERS'],
    ['a program under the name of a photo', Buffer.from('MZ\x90\0\x03'), 'image/png', 415, 'EVIDENCE_CONTENT_UNSUPPORTED'],
    ['a picture in the boxes of a film', avif(), 'video/mp4', 415, 'EVIDENCE_CONTENT_UNSUPPORTED'],
    ['a drawing that may hold a script', Buffer.from('<svg/>'), 'image/svg+xml', 415, 'EVIDENCE_TYPE_UNSUPPORTED'],
    ['a form', Buffer.from('--x'), 'multipart/form-data; boundary=x', 415, 'EVIDENCE_TYPE_UNSUPPORTED'],
    ['JSON', Buffer.from('{}'), 'application/json', 415, 'EVIDENCE_TYPE_UNSUPPORTED'],
    ['nothing', Buffer.alloc(0), 'image/png', 400, 'EVIDENCE_EMPTY'],
    ['half of a photo', jpeg().subarray(0, 500), 'image/jpeg', 422, 'EVIDENCE_BROKEN'],
    ['a photo over the limit', Buffer.concat([jpeg(), Buffer.alloc(100_000)]), 'image/jpeg', 413, 'EVIDENCE_TOO_LARGE'],
    ['a film over the limit', mp4(3_000_000), 'video/mp4', 413, 'EVIDENCE_TOO_LARGE'],
  ])('are refused when they are %s, and leave nothing', async (_what, file, type, answer, code) => {
    const before = await inFolder('kept');
    const refused = await send(file, type);
    expect([refused.status, refused.body.code, refused.headers.get('content-type')]).toEqual([answer, code, 'application/problem+json']);
    expect([await inFolder('incoming'), await inFolder('kept'), pieces]).toEqual([[], before, []]);
  });

  it('other routes take JSON alone, as ever', async () => {
    expect(await send(png(), 'image/png', { path: `/api/v1/cases/${caseNumber}/evidence` })).toMatchObject({ status: 415, body: { code: 'CONTENT_TYPE_UNSUPPORTED' } });
  });

  /** Sends a head and some of the body, and goes on as the test says. */
  const begin = (part: Buffer, headers: Record<string, string> = {}) => {
    const asked = request(`${harness.url}${files}`, { method: 'POST', headers: { authorization: `Bearer ${customer}`, 'content-type': 'video/mp4', 'idempotency-key': 'k', ...headers } });
    const answered = new Promise<{ status: number; body: string }>((resolve, reject) => {
      asked.on('error', reject);
      asked.on('response', (response) => {
        let body = '';
        response.on('data', (text: Buffer) => (body += text.toString()));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
        response.on('error', reject);
      });
    });
    answered.catch(() => undefined);
    asked.write(part);
    return { asked, answered };
  };
  const levels = async (): Promise<string> => /^huiliu_http_under_way(?:{.*})? (\d+)/m.exec(await harness.metrics.expose())?.[1] ?? 'none';

  it('over the limit are refused also when they do not say how long they are', async () => {
    const { asked, answered } = begin(mp4(2_900_000));
    asked.write(Buffer.alloc(200_000));
    expect(await answered).toMatchObject({ status: 413, body: expect.stringContaining('EVIDENCE_TOO_LARGE') as string });
    asked.destroy();
    expect(await inFolder('incoming')).toEqual([]);
  });

  it('that break off leave nothing; while they come in they take no place of other requests', async () => {
    const before = await inFolder('kept');
    const { asked } = begin(mp4(100_000), { 'content-length': '1000000' });
    await until(async () => (await inFolder('incoming')).length === 1);
    expect(await levels()).toBe('0');
    asked.destroy();
    await until(async () => (await inFolder('incoming')).length === 0);
    expect([await inFolder('kept'), pieces]).toEqual([before, []]);
    expect(harness.logLines.filter(({ level }) => Number(level) >= 50)).toEqual([]);
  });

  it('may take longer than other requests, but not for ever', async () => {
    const film = mp4(1_000);
    const { asked, answered } = begin(film.subarray(0, 500), { 'content-length': String(film.length) });
    await sleep(1_500);
    asked.end(film.subarray(500));
    expect(await answered).toMatchObject({ status: 201 });
    const late = begin(film.subarray(0, 500), { 'content-length': String(film.length) });
    expect(await late.answered).toMatchObject({ status: 408, body: expect.stringContaining('REQUEST_TIMEOUT') as string });
    await until(async () => (await inFolder('incoming')).length === 0);
  });

  it('beyond the places for them are refused at once; one caller has a quarter', async () => {
    const slow = [begin(mp4(1_000).subarray(0, 500), { 'content-length': '1032' }), begin(mp4(1_000).subarray(0, 500), { 'content-length': '1032' })];
    await until(async () => (await inFolder('incoming')).length === 2);
    expect(await send(png(), 'image/png')).toMatchObject({ status: 429, body: { code: 'GATEWAY_BUSY' } });
    expect((await send(png(), 'image/png', { token: agent })).status).toBe(201);
    for (const { asked } of slow) asked.destroy();
    await until(async () => (await inFolder('incoming')).length === 0);
    expect((await send(png(), 'image/png')).status).toBe(201);
  });

  it('are not kept for a case that is full, closed or another’s; one that the case has already is no new one', async () => {
    await send(pdf(), 'application/pdf');
    const [known] = pieces;
    const before = await inFolder('kept');
    pieces = [...(known ? [known] : []), ...Array.from({ length: 19 }, (_, index) => ({ evidenceId: `e-${index}`, kind: 'photo', uri: 'https://example.com/1.jpg' }))];
    const another = Buffer.concat([pdf(), Buffer.from('%')]);
    expect(await send(another, 'application/pdf')).toMatchObject({ status: 422, body: { code: 'EVIDENCE_LIMIT' } });
    expect((await send(pdf(), 'application/pdf')).status).toBe(201);
    [pieces, status] = [[], 'closed'];
    expect(await send(another, 'application/pdf')).toMatchObject({ status: 409, body: { code: 'CASE_CLOSED' } });
    fakes.on('intake', 'getCase', () => ({ case: caseOf({ customerId: 'customer-2' }) }));
    expect(await send(another, 'application/pdf')).toMatchObject({ status: 404, body: { code: 'CASE_NOT_FOUND' } });
    expect(await inFolder('kept')).toEqual(before);
  });

  it('that intake refuses are answered with its words', async () => {
    fakes.on('intake', 'addEvidence', () => {
      throw new HuiliuError('CONFLICT', 'IDEMPOTENCY_KEY_REUSED', 'this key was used for something else');
    });
    expect(await send(png(), 'image/png')).toMatchObject({ status: 409, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
  });

  it('are given to nobody without a link as it was made', async () => {
    await send(png(), 'image/png');
    const link = await linkOf(agent);
    const name = pieces[0]?.evidenceId ?? '';
    const query = link.split('?')[1] ?? '';
    for (const wrong of [`/api/v1/evidence/${name}`, `${link}A`, link.replace(name, 'ab'.repeat(32)), `/api/v1/evidence/..%2F..%2Fissuer%2Fjwks.json?${query}`, `/api/v1/evidence/${name}%00?${query}`, `/api/v1/evidence/..%5C${name}?${query}`]) {
      expect(JSON.parse((await get(wrong)).bytes.toString())).toMatchObject({ status: 403, code: 'EVIDENCE_LINK_INVALID' });
    }
    pieces = [{ evidenceId: 'ab'.repeat(32), kind: 'photo', uri: `evidence:${'ab'.repeat(32)}` }];
    expect(JSON.parse((await get(await linkOf())).bytes.toString())).toMatchObject({ status: 404, code: 'EVIDENCE_NOT_FOUND' });
  });

  it('can’t be named by a reference: whoever could would get a link to what he has not sent', async () => {
    const uri = `evidence:${'ab'.repeat(32)}`;
    expect(await harness.post(`/api/v1/cases/${caseNumber}/evidence`, customer, { evidenceId: 'ab'.repeat(32), kind: 'photo', uri })).toMatchObject({ status: 400, body: { errors: [{ field: 'uri' }] } });
    pieces = [{ evidenceId: 'e-1', kind: 'photo', uri }];
    expect(await linkOf()).toBe('none');
  });

  it('that a process left half are removed at the next start, those of others at work are not', async () => {
    const incoming = join(harness.evidenceFolder, 'incoming');
    await mkdir(incoming, { recursive: true });
    for (const name of ['old', 'new']) await writeFile(join(incoming, name), 'x');
    await utimes(join(incoming, 'old'), new Date(0), new Date(0));
    const other = new Harness();
    await other.start(undefined, { HUILIU_EVIDENCE_FOLDER: harness.evidenceFolder });
    await until(async () => (await inFolder('incoming')).length === 1);
    expect(await inFolder('incoming')).toEqual(['new']);
    await other.stop();
  });
});
