import { caseIdOf, newCaseId, otherCaseIdOf } from './case-id';

const uuid = (version: number): RegExp => new RegExp(`^[0-9a-f]{8}-[0-9a-f]{4}-${version}[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`);
const asked = (requestId: string, requestedAt = '2026-11-29T00:00:00.000Z'): Parameters<typeof caseIdOf>[1] => ({ requestId, requestedAt });
const before = '2026-11-28T23:59:59.999Z';

describe('the id of a case that an outside system asked for', () => {
  it('is a UUID of version 8, and of version 5 for what was asked for before the ids were sorted', () => {
    expect(caseIdOf('crm', asked('request-1'))).toMatch(uuid(8));
    expect(caseIdOf('crm', asked('request'))).toMatch(uuid(8));
    expect(caseIdOf('crm', asked('request-1', before))).toMatch(uuid(5));
  });

  it('is the same for the same request and differs for others', () => {
    expect(caseIdOf('crm', asked('request-1', '2027-01-01T00:00:00Z'))).toBe(caseIdOf('crm', asked('request-1')));
    for (const at of [before, undefined]) {
      expect(new Set([caseIdOf('crm', asked('request-1', at)), caseIdOf('crm', asked('request-2', at)), caseIdOf('other', asked('request-1', at)), caseIdOf('crm', asked('demand-1', at)), caseIdOf('crm', asked('request', at))]).size).toBe(5);
    }
  });

  it('stays the same from release to release, so that a request that comes again is still the same case', () => {
    expect(caseIdOf('crm', asked('request-1', before))).toBe('9befe100-0a2c-5871-8901-437e1b2239f9');
    expect(caseIdOf('crm', asked('request-1'))).toBe('00000000-0001-8871-8901-437e1b2239f9');
    expect(caseIdOf('crm', asked('request'))).toBe('0cb34455-3e31-8594-a0d6-840b813bf681');
  });

  it('sorts as the requests are numbered, however long their numbers are', () => {
    const ids = ['SR-9', 'SR-10', 'C1000-11', 'SR281474976710655'].map((requestId) => caseIdOf('crm', asked(requestId)));
    expect(ids).toEqual(ids.toSorted());
    expect(caseIdOf('crm', asked(`SR${'9'.repeat(200)}`))).toMatch(uuid(8));
  });

  it('is found under its other one if the outside system says another time', () => {
    for (const at of [before, undefined]) expect(otherCaseIdOf('crm', asked('SR-7', at))).toBe(caseIdOf('crm', asked('SR-7', at === before ? undefined : before)));
  });
});

describe('the id of a case that is applied for directly', () => {
  it('is a UUID of its own, in the order of time', () => {
    const [first, second] = [newCaseId(), newCaseId()];
    expect(first).toMatch(uuid(7));
    expect(first).not.toBe(second);
    expect(Math.abs(Number.parseInt(first.replace('-', '').slice(0, 12), 16) - Date.now())).toBeLessThan(60_000);
  });
});
