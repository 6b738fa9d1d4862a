import { aCase, said } from '../../test/builders';
import { addEvidence, evidenceLimit } from './evidence';
import { closeCase, closingOf, type IntakeCase } from './intake-case';
import { recordFact } from './record-fact';

const photo = (evidenceId: string) => ({ evidenceId, kind: 'photo', uri: `blob:${evidenceId}` });

function closed(it: IntakeCase): IntakeCase {
  const recorded = recordFact(it, said.rejected);
  const closing = recorded.ok ? closingOf(recorded.value) : undefined;
  if (!recorded.ok || !closing) throw new Error('a rejected case closes');
  return closeCase(recorded.value, closing, '2026-11-09T00:00:00.000Z');
}

describe('evidence', () => {
  it('is added once, however often it is sent', () => {
    const once = addEvidence(aCase(), photo('e1'));
    expect(once).toMatchObject({ ok: true, value: { evidence: [photo('e1')] } });
    const twice = once.ok ? addEvidence(once.value, photo('e1')) : once;
    expect(twice.ok && once.ok && twice.value === once.value).toBe(true);
  });

  it('does not take another piece under an id that is taken', () => {
    const it = aCase({ evidence: [photo('e1')] });
    expect(addEvidence(it, { ...photo('e1'), uri: 'blob:other' })).toMatchObject({ ok: false, error: { code: 'EVIDENCE_ID_TAKEN' } });
    expect(addEvidence(it, { ...photo('e1'), kind: 'video' })).toMatchObject({ ok: false, error: { code: 'EVIDENCE_ID_TAKEN' } });
  });

  it('has an end', () => {
    const it = aCase({ evidence: Array.from({ length: evidenceLimit }, (_, index) => photo(`e${index}`)) });
    expect(addEvidence(it, photo('one-more'))).toMatchObject({ ok: false, error: { code: 'EVIDENCE_LIMIT' } });
    expect(addEvidence(it, photo('e3'))).toMatchObject({ ok: true });
  });

  it('is not taken by a closed case', () => {
    expect(addEvidence(closed(aCase()), photo('late'))).toMatchObject({ ok: false, error: { code: 'CASE_CLOSED' } });
  });
});
