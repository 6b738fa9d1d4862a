import { caseIdOf, newCaseId } from './case-id';

describe('the id of a case that an outside system asked for', () => {
  it('is a version 5 UUID', () => {
    expect(caseIdOf('crm', 'request-1')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('is the same for the same request and differs for others', () => {
    expect(caseIdOf('crm', 'request-1')).toBe(caseIdOf('crm', 'request-1'));
    expect(new Set([caseIdOf('crm', 'request-1'), caseIdOf('crm', 'request-2'), caseIdOf('other', 'request-1')]).size).toBe(3);
  });

  it('stays the same from release to release, so that a request that comes again is still the same case', () => {
    expect(caseIdOf('crm', 'request-1')).toBe('9befe100-0a2c-5871-8901-437e1b2239f9');
  });
});

describe('the id of a case that is applied for directly', () => {
  it('is a UUID of its own', () => {
    expect(newCaseId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(newCaseId()).not.toBe(newCaseId());
  });
});
