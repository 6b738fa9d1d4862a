import { mindOf, type Mind } from './customers-mind';

const minds = (cancel: boolean, neverSend: boolean, haveBack = true): ReadonlySet<Mind> => new Set(Array.from({ length: 500 }, (_, number) => mindOf('seed', `HL-${number}`, { cancel, neverSend, haveBack })));

describe('what customers are going to do', () => {
  it('is everything that there is, and the same for the same seed', () => {
    expect([...minds(true, true)].sort()).toEqual(['cancels_before_sending', 'cancels_in_review', 'cancels_in_transit', 'cancels_too_late', 'goes_on', 'never_sends']);
    expect(mindOf('seed', 'HL-1', { cancel: true, neverSend: true, haveBack: true })).toBe(mindOf('seed', 'HL-1', { cancel: true, neverSend: true, haveBack: true }));
  });

  it('is nothing that they can not do', () => {
    expect(minds(true, false)).not.toContain('never_sends');
    expect([...minds(false, true)].sort()).toEqual(['goes_on', 'never_sends']);
    expect([...minds(false, false)]).toEqual(['goes_on']);
    expect(minds(true, true, false)).not.toContain('cancels_in_transit');
  });
});
