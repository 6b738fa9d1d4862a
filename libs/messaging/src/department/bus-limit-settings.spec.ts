import { defineSettings } from '@huiliu/platform';
import { defaultBusLimits } from '../bus/bus';
import { busLimitSettings, busLimitsOf } from './bus-limit-settings';

describe("the bus's bounds as settings", () => {
  const settings = defineSettings(busLimitSettings());

  it('have the defaults of the code', () => {
    expect(busLimitsOf(settings.read({}))).toEqual(defaultBusLimits);
  });

  it('are set by a variable each, named after the bound', () => {
    expect(busLimitsOf(settings.read({ HUILIU_BUS_SESSION_TIMEOUT_MS: '4000', HUILIU_BUS_BATCH_MESSAGES: '7' }))).toEqual({ ...defaultBusLimits, sessionTimeoutMs: 4000, batchMessages: 7 });
  });

  it('refuse what is no bound', () => {
    expect(() => settings.read({ HUILIU_BUS_HEARTBEAT_MS: '0' })).toThrow(/HUILIU_BUS_HEARTBEAT_MS/);
  });
});
