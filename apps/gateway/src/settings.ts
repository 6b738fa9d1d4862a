import { defineSettings, httpSettings, peerSettings, processSettings, setting, tokenSettings, type SettingsOf } from '@huiliu/platform';
import { departmentNames } from './departments/names';
import { evidenceSettings } from './evidence/evidence-settings';

export const gatewaySettings = defineSettings({
  ...processSettings('gateway'),
  ...httpSettings(),
  ...tokenSettings(),
  ...peerSettings(departmentNames),
  webhooksGrpc: setting.addresses('HUILIU_WEBHOOKS_GRPC', { optional: true, help: 'Where webhooks answers gRPC; not set: no outside system comes in over HTTP', example: '127.0.0.1:7107' }),
  bodyLimitBytes: setting.integer('HUILIU_BODY_LIMIT_BYTES', { default: 1_048_576, min: 1_024, max: 16_777_216, help: 'Largest body of a request' }),
  requestTimeoutMs: setting.durationMs('HUILIU_REQUEST_TIMEOUT_MS', { default: 15_000, help: 'Longest time for a request to arrive whole' }),
  requestsAtATime: setting.integer('HUILIU_REQUESTS_AT_A_TIME', { default: 64, min: 1, max: 10_000, help: 'Requests answered at a time' }),
  requestsPerCaller: setting.integer('HUILIU_REQUESTS_PER_CALLER', { default: 48, min: 1, max: 10_000, help: 'Of these, at most so many of one caller' }),
  requestsWaiting: setting.integer('HUILIU_REQUESTS_WAITING', { default: 128, min: 0, max: 100_000, help: 'Requests that may wait until one of those ends; one more is refused with 429' }),
  requestWaitMs: setting.durationMs('HUILIU_REQUEST_WAIT_MS', { default: 500, help: 'Longest time that a request waits; then it is refused with 429' }),
  rateCustomerPerSecond: setting.integer('HUILIU_RATE_CUSTOMER_PER_SECOND', { default: 20, min: 1, max: 1_000_000, help: 'Requests of one customer, per second and gateway; more are refused with 429' }),
  rateStaffPerSecond: setting.integer('HUILIU_RATE_STAFF_PER_SECOND', { default: 1_000, min: 1, max: 1_000_000, help: 'The same for anybody else: staff, outside systems' }),
  rateBurstSeconds: setting.integer('HUILIU_RATE_BURST_SECONDS', { default: 2, min: 1, max: 3_600, help: 'So many seconds\' worth of requests may come at once' }),
  rateCallers: setting.integer('HUILIU_RATE_CALLERS', { default: 10_000, min: 1, max: 10_000_000, help: 'Callers whose rate is remembered' }),
  connections: setting.integer('HUILIU_CONNECTIONS', { default: 5_000, min: 1, max: 1_000_000, help: 'Open connections of callers; more are closed at once' }),
  callDeadlineMs: setting.durationMs('HUILIU_CALL_DEADLINE_MS', { default: 5_000, help: 'Longest wait for a department' }),
  drainMs: setting.durationMs('HUILIU_DRAIN_MS', { default: 0, min: 0, help: 'So long after a stop was asked for, requests are still taken while /readyz says no: as long as a load balancer takes to look elsewhere' }),
  liveListeners: setting.integer('HUILIU_LIVE_LISTENERS', { default: 2_000, min: 1, max: 1_000_000, help: 'Listeners to server-sent events at a time; one more is refused with 429' }),
  liveLookMs: setting.durationMs('HUILIU_LIVE_LOOK_MS', { default: 500, help: 'How often it is looked for what listeners wait for' }),
  liveLongestMs: setting.durationMs('HUILIU_LIVE_LONGEST_MS', { default: 600_000, help: 'So long a listener is served; then the client connects again, and its token is looked at again' }),
  liveBufferBytes: setting.integer('HUILIU_LIVE_BUFFER_BYTES', { default: 262_144, min: 1_024, max: 16_777_216, help: 'A listener that has so much still to read is cut off' }),
  ...evidenceSettings(),
  traceDeadlineMs: setting.durationMs('HUILIU_TRACE_DEADLINE_MS', { default: 2_000, help: 'Longest wait for a department when a trace is put together; who is late is left out and named' }),
  readinessDeadlineMs: setting.durationMs('HUILIU_READINESS_DEADLINE_MS', { default: 1_500, help: 'Longest wait for a department when readiness is asked' }),
});
export type GatewaySettings = SettingsOf<typeof gatewaySettings>;

export const settingsToken = Symbol('huiliu.gateway.settings');
