import fc from 'fast-check';
import { evaluate, faultsOfPolicy, roundDefaults, type Condition, type Policy, type Rule } from './policy';
import type { Facts } from './facts';

const policyOf = (...rules: Rule[]): Policy => ({
  version: 'test',
  activeFrom: '2026-01-01T00:00:00Z',
  timeZone: 'UTC',
  reviewHours: 24,
  ...roundDefaults,
  limits: { large: { GBP: 100, JPY: 5 } },
  rules: [...rules, { id: 'otherwise', why: 'last', when: [], then: 'person' }],
});

const firesFor = (when: readonly Condition[], facts: Facts): boolean => evaluate(policyOf({ id: 'tested', why: '', when, then: 'approve' }), facts).verdict === 'approve';

describe('a condition', () => {
  it('is and in look at every value of a fact', () => {
    expect(firesFor([{ fact: 'reasons', is: 'faulty' }], { reasons: 'damaged,faulty' })).toBe(true);
    expect(firesFor([{ fact: 'reasons', in: ['other', 'damaged'] }], { reasons: 'damaged,faulty' })).toBe(true);
    expect(firesFor([{ fact: 'reasons', in: ['other', 'fault'] }], { reasons: 'damaged,faulty' })).toBe(false);
  });

  it('above and below are strict', () => {
    expect(firesFor([{ fact: 'units', above: 3 }], { units: '3' })).toBe(false);
    expect(firesFor([{ fact: 'units', above: 3 }], { units: '4' })).toBe(true);
    expect(firesFor([{ fact: 'units', below: 3 }], { units: '3' })).toBe(false);
    expect(firesFor([{ fact: 'units', below: 3 }], { units: '2' })).toBe(true);
  });

  it('compares exactly beyond what doubles hold', () => {
    expect(firesFor([{ fact: 'claimed_minor', above: 9_007_199_254_740_991 }], { claimed_minor: '9007199254740992' })).toBe(true);
  });

  it('is never true of an absent fact, but for absent itself', () => {
    expect(firesFor([{ fact: 'days_since_signing', above: -1 }], {})).toBe(false);
    expect(firesFor([{ fact: 'days_since_signing', below: 1_000 }], {})).toBe(false);
    expect(firesFor([{ fact: 'obstacles', is: '' }], {})).toBe(false);
    expect(firesFor([{ fact: 'obstacles', absent: true }], {})).toBe(true);
    expect(firesFor([{ fact: 'obstacles', absent: false }], { obstacles: 'UNITS_TAKEN' })).toBe(true);
  });

  it('a limit is in the currency of the claim', () => {
    const large: Condition = { fact: 'claimed_minor', above: { limit: 'large' } };
    expect(firesFor([large], { claimed_minor: '6', currency: 'JPY' })).toBe(true);
    expect(firesFor([large], { claimed_minor: '6', currency: 'GBP' })).toBe(false);
  });

  it('every amount counts as above a limit where the claim names no currency, and above one that there is not', () => {
    expect(firesFor([{ fact: 'claimed_minor', above: { limit: 'large' } }], { claimed_minor: '0' })).toBe(true);
    expect(firesFor([{ fact: 'claimed_minor', above: { limit: 'none' } }], { claimed_minor: '0', currency: 'GBP' })).toBe(true);
  });

  it('every amount counts as above a limit that does not know its currency', () => {
    expect(firesFor([{ fact: 'claimed_minor', above: { limit: 'large' } }], { claimed_minor: '0', currency: 'XAU' })).toBe(true);
    expect(firesFor([{ fact: 'claimed_minor', below: { limit: 'large' } }], { claimed_minor: '0', currency: 'XAU' })).toBe(false);
  });
});

describe('a policy', () => {
  const note: Rule = { id: 'noted', why: '', when: [], then: 'note' };
  const silent: Rule = { id: 'silent', why: '', when: [{ fact: 'signed', is: 'false' }], then: 'approve' };
  const rejects: Rule = { id: 'rejects', why: '', when: [], then: 'reject', reason: { code: 'NO', message: 'no' } };
  const late: Rule = { id: 'late', why: '', when: [], then: 'approve' };

  it('is decided by the first rule that fires and does not merely note; the record names all that fired until then', () => {
    const facts: Facts = { signed: 'true' };
    expect(evaluate(policyOf(note, silent, rejects, late), facts)).toEqual({ verdict: 'reject', policyVersion: 'test', ruleIds: ['noted', 'rejects'], facts, reason: { code: 'NO', message: 'no' } });
  });

  it('in use has a last rule that always decides, known facts and limits, and names of its own for rules', () => {
    expect(faultsOfPolicy(policyOf(note, rejects))).toEqual([]);
    const broken: Policy = {
      ...policyOf(note, { ...note, when: [{ fact: 'type', above: 3 }, { fact: 'units', below: { limit: 'none' } }, { fact: 'units', above: 0.5 }, { fact: 'weight' as 'units', is: 'x' }] }),
      timeZone: 'Mars/Olympus',
      reviewHours: 0,
      activeFrom: 'soon',
    };
    expect(faultsOfPolicy({ ...broken, rules: broken.rules.slice(0, 2), limits: { large: { GBP: 0.1 } } })).toEqual([
      'Mars/Olympus is no time zone',
      'reviewHours has to be more than 0',
      'soon is no time',
      'two rules are called noted',
      'the last rule has to decide always: no conditions, and not only a note',
      'rule noted: type is no number',
      'rule noted: there is no limit none',
      'rule noted: 0.5 is no whole number',
      'rule noted: there is no fact weight',
    ]);
  });

  it.each(['evidenceRequests', 'supplements'] as const)('allows a whole number of %s, from none to a hundred', (rounds) => {
    const faults = (count: number): string[] => faultsOfPolicy({ ...policyOf(rejects), [rounds]: count });
    for (const count of [0, 1, 100]) expect(faults(count)).toEqual([]);
    for (const count of [-1, 0.5, 101, Number.NaN]) expect(faults(count)).toEqual([`${rounds} has to be a whole number from 0 to 100`]);
  });

  it('has a bounded number of rules, and whole numbers as limits', () => {
    const rules = (count: number): Rule[] => Array.from({ length: count }, (_, index) => ({ ...note, id: `n${index}` }));
    expect(faultsOfPolicy(policyOf(...rules(63)))).toEqual([]);
    expect(faultsOfPolicy(policyOf(...rules(64)))).toEqual(['more than 64 rules']);
    const limited = policyOf({ ...note, when: [{ fact: 'claimed_minor', above: { limit: 'large' } }] });
    expect(faultsOfPolicy(limited)).toEqual([]);
    expect(faultsOfPolicy({ ...limited, limits: { large: { GBP: 0.5, JPY: 5 } } })).toEqual(['rule noted: limit large: 0.5 GBP is no whole number']);
  });

  it('whose last rule only notes is not put to use, and would not decide', () => {
    const undecided: Policy = { ...policyOf(), rules: [note] };
    expect(faultsOfPolicy(undecided)).toEqual(['the last rule has to decide always: no conditions, and not only a note']);
    expect(() => evaluate(undecided, {})).toThrow('no rule decided');
  });

  it('gives a reason only with a rejection', () => {
    expect(evaluate(policyOf({ ...rejects, then: 'person' } as Rule), {}).reason).toBeUndefined();
  });

  it('without faults decides whatever the facts are, and the same again from the facts it kept', () => {
    const condition = fc.oneof(
      fc.record({ fact: fc.constantFrom('type' as const, 'reasons' as const), is: fc.constantFrom('a', 'b') }),
      fc.record({ fact: fc.constant('obstacles' as const), absent: fc.boolean() }),
      fc.record({ fact: fc.constantFrom('units' as const, 'claimed_minor' as const), above: fc.oneof(fc.integer(), fc.constant({ limit: 'large' })) }),
      fc.record({ fact: fc.constantFrom('units' as const, 'claimed_minor' as const), below: fc.integer() }),
    );
    const rule = (id: number) =>
      fc.record({ id: fc.constant(`r${id}`), why: fc.constant(''), when: fc.array(condition, { maxLength: 3 }), then: fc.constantFrom('approve' as const, 'person' as const, 'note' as const) });
    const facts = fc.record(
      { type: fc.constantFrom('a', 'b', 'c'), reasons: fc.constantFrom('a', 'a,b', 'c'), obstacles: fc.constant('X'), units: fc.bigInt().map(String), claimed_minor: fc.bigInt().map(String), currency: fc.constantFrom('GBP', 'JPY', 'XAU') },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.tuple(rule(1), rule(2), rule(3)), facts, (rules, given) => {
        const policy = policyOf(...rules);
        expect(faultsOfPolicy(policy)).toEqual([]);
        const finding = evaluate(policy, given);
        expect(evaluate(policy, JSON.parse(JSON.stringify(finding.facts)) as Facts)).toEqual(finding);
        const decisive = finding.ruleIds.at(-1);
        expect(policy.rules.find(({ id }) => id === decisive)?.then).toBe(finding.verdict);
        // What fires does not depend on the rules that come after the decisive one.
        const upTo = policy.rules.slice(0, policy.rules.findIndex(({ id }) => id === decisive) + 1);
        expect(evaluate({ ...policy, rules: upTo }, given)).toEqual(finding);
      }),
    );
  });
});
