import { difference } from './difference';

describe('the difference between a state and its replay', () => {
  const between = (living: unknown, rebuilt: unknown): string => difference(JSON.stringify(living), JSON.stringify(rebuilt));

  it('names each place, with what either holds there', () => {
    const scans = (effective: boolean) => [{ scanId: 'r1' }, { scanId: 'r2', effective }];
    expect(between({ status: 'lost', doc: { scans: scans(true) } }, { status: 'delivered', doc: { scans: scans(false) } })).toBe('status: it holds "lost", a replay gives "delivered"; doc.scans.1.effective: it holds true, a replay gives false');
  });

  it('names what only one of them has', () => {
    expect(between({ doc: { end: null } }, { doc: { claim: { id: 1 } } })).toBe('doc.end: it holds null, a replay gives nothing; doc.claim: it holds nothing, a replay gives {"id":1}');
    expect(between(['done', [1]], ['done', { 0: 1 }])).toBe('1: it holds [1], a replay gives {"0":1}');
  });

  it('is told of what is no JSON as well', () => {
    expect(difference('5f36', '9a0b')).toBe('it holds "5f36", a replay gives "9a0b"');
  });

  it('is cut where it is long', () => {
    expect(between('a'.repeat(1_000), 'b')).toHaveLength(600);
  });
});
