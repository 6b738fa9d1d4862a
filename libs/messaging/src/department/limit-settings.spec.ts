import { defineSettings } from '@huiliu/platform';
import { defaultMessagingLimits } from '../engine/limits';
import { limitSettings, limitsOf } from './limit-settings';

describe('bounds as settings', () => {
  const settings = defineSettings(limitSettings());

  it('have the defaults of the code', () => {
    expect(limitsOf(settings.read({}))).toEqual(defaultMessagingLimits);
  });

  it('are set by a variable each, named after the bound', () => {
    expect(limitsOf(settings.read({ HUILIU_RELAY_PAGE_ROWS: '7', HUILIU_WAITING_PER_SUBJECT: '3' }))).toEqual({ ...defaultMessagingLimits, relayPageRows: 7, waitingPerSubject: 3 });
  });

  it('refuse what is no bound', () => {
    expect(() => settings.read({ HUILIU_RELAY_PAGE_ROWS: '0' })).toThrow(/HUILIU_RELAY_PAGE_ROWS/);
  });
});
