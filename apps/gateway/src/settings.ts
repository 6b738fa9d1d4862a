import { defineSettings, httpSettings, peerSettings, processSettings, setting, tokenSettings, type SettingsOf } from '@huiliu/platform';
import { departmentNames } from './departments/names';

export const gatewaySettings = defineSettings({
  ...processSettings('gateway'),
  ...httpSettings(),
  ...tokenSettings(),
  ...peerSettings(departmentNames),
  bodyLimitBytes: setting.integer('HUILIU_BODY_LIMIT_BYTES', { default: 1_048_576, min: 1_024, max: 16_777_216, help: 'Largest body of a request' }),
  requestTimeoutMs: setting.durationMs('HUILIU_REQUEST_TIMEOUT_MS', { default: 15_000, help: 'Longest time for a request to arrive whole' }),
  callDeadlineMs: setting.durationMs('HUILIU_CALL_DEADLINE_MS', { default: 5_000, help: 'Longest wait for a department' }),
  traceDeadlineMs: setting.durationMs('HUILIU_TRACE_DEADLINE_MS', { default: 2_000, help: 'Longest wait for a department when a trace is put together; who is late is left out and named' }),
  readinessDeadlineMs: setting.durationMs('HUILIU_READINESS_DEADLINE_MS', { default: 1_500, help: 'Longest wait for a department when readiness is asked' }),
});
export type GatewaySettings = SettingsOf<typeof gatewaySettings>;

export const settingsToken = Symbol('huiliu.gateway.settings');
