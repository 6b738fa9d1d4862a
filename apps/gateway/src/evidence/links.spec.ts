import { EvidenceLinks, evidenceUri, isEvidenceUri } from './links';

const sha256 = 'ab'.repeat(32);
const piece = { evidenceId: sha256, kind: 'photo', uri: evidenceUri(sha256) };

describe('a link to a file', () => {
  let now = Date.parse('2026-11-05T08:30:00Z');
  const links = new EvidenceLinks('k'.repeat(32), 600_000, () => now);
  const parts = (link: string): [string, string | null, string | null] => {
    const url = new URL(link, 'http://x');
    return [url.pathname.split('/').at(-1) ?? '', url.searchParams.get('expires'), url.searchParams.get('signature')];
  };
  const linkOf = (each: typeof piece): string => (links.shown(each) as { link?: string }).link ?? 'none';

  beforeEach(() => (now = Date.parse('2026-11-05T08:30:00Z')));

  it('is good for ten minutes, and then says so', () => {
    expect(links.shown(piece)).toMatchObject({ ...piece, linkExpiresAt: '2026-11-05T08:40:00.000Z' });
    const link = parts(linkOf(piece));
    expect(() => links.check(...link)).not.toThrow();
    now += 600_000;
    expect(() => links.check(...link)).not.toThrow();
    now += 1;
    expect(() => links.check(...link)).toThrow(expect.objectContaining({ code: 'EVIDENCE_LINK_EXPIRED', kind: 'FORBIDDEN' }) as Error);
  });

  it('is good for this file, this time and this key alone', () => {
    const [, expires, signature] = parts(linkOf(piece));
    const wrong: [string, unknown, unknown][] = [
      ['cd'.repeat(32), expires, signature],
      [sha256, String(Number(expires) + 1), signature],
      [sha256, `0${expires}`, signature],
      [sha256, expires, `${signature?.slice(1)}A`],
      [sha256, expires, ''],
      [sha256, expires, undefined],
      [sha256, [expires, expires], signature],
      [sha256, undefined, signature],
      [`../${sha256}`, expires, signature],
      [sha256.toUpperCase(), expires, signature],
    ];
    for (const each of wrong) expect(() => links.check(...each)).toThrow(expect.objectContaining({ code: 'EVIDENCE_LINK_INVALID' }) as Error);
    expect(() => new EvidenceLinks('l'.repeat(32), 600_000, () => now).check(sha256, expires, signature)).toThrow(expect.objectContaining({ code: 'EVIDENCE_LINK_INVALID' }) as Error);
  });

  it('is made for files of ours alone', () => {
    for (const uri of ['https://example.com/1.jpg', 'evidence:', `evidence:${'x'.repeat(64)}`, `evidence:../${sha256}`, `${piece.uri}0`]) expect(linkOf({ ...piece, uri })).toBe('none');
    expect(linkOf({ ...piece, evidenceId: 'e-1' })).toBe('none');
    expect([isEvidenceUri(piece.uri), isEvidenceUri(' Evidence:1'), isEvidenceUri('https://example.com/evidence:1')]).toEqual([true, true, false]);
  });
});
