import { busLimitSettings } from '@huiliu/messaging';
import { busSettings, databaseSettings, defineSettings, processSettings, setting, type SettingsOf } from '@huiliu/platform';

/** All settings of the sandbox; `--help` prints them. */
export const sandboxSettings = defineSettings({
  ...processSettings('sandbox'),
  ...busSettings(),
  ...busLimitSettings(),
  ...databaseSettings(),
  orders: setting.text('HUILIU_SANDBOX_ORDERS', { optional: true, help: 'File of order lines of a shop, with its cancellations; orders are made up when not set', example: 'orders.csv' }),
  cases: setting.integer('HUILIU_SANDBOX_CASES', { default: 0, min: 0, max: 10_000_000, help: 'Cases in all; what the file has not is drawn. 0: as many as the file has' }),
  seed: setting.text('HUILIU_SANDBOX_SEED', { default: '1', help: 'Everything that is made up follows from it', example: '7' }),
  mix: setting.text('HUILIU_SANDBOX_MIX', { default: 'everyday', help: 'How often each flow, branch and fault is drawn: everyday, or all, so that each comes up soon; then single shares', example: 'all,parcel.lost=0.3' }),
  casesPerSecond: setting.integer('HUILIU_SANDBOX_RATE', { default: 0, min: 0, max: 100_000, help: 'Cases that are begun per second; 0: as fast as it goes' }),
  inFlight: setting.integer('HUILIU_SANDBOX_IN_FLIGHT', { default: 2_000, min: 1, max: 1_000_000, help: 'Most cases begun and not ended before the next ones are held back' }),
  stallMs: setting.durationMs('HUILIU_SANDBOX_STALL_MS', { default: 3_000, help: 'When no case has ended for so long, more are begun all the same: some wait for people' }),
  paymentsPort: setting.port('HUILIU_SANDBOX_PAYMENTS_PORT', { default: 7190, help: 'The payment provider over HTTP' }),
  paymentsSilenceMs: setting.durationMs('HUILIU_SANDBOX_PAYMENTS_SILENCE_MS', { default: 250, max: 60_000, help: 'How long the provider is silent before it hangs up, where it gives no answer' }),
  gatewayUrl: setting.httpUrl('HUILIU_GATEWAY_URL', { optional: true, help: 'Where staff and customers reach Huiliu; without it there are neither', example: 'http://127.0.0.1:7100' }),
  staffToken: setting.text('HUILIU_SANDBOX_STAFF_TOKEN', { optional: true, help: 'Bearer token of the reviewers; without it tasks are left to people', example: 'eyJ…' }),
  staffDelayMs: setting.durationMs('HUILIU_SANDBOX_STAFF_DELAY_MS', { default: 0, min: 0, help: 'How long a review task lies open, and a refund waits, before the sandbox\'s people take it' }),
  secondFinanceToken: setting.text('HUILIU_SANDBOX_SECOND_FINANCE_TOKEN', { optional: true, help: 'Bearer token of another person of finance; without it nobody declines a large refund, as nobody could approve what was taken up again', example: 'eyJ…' }),
  financeToken: setting.text('HUILIU_SANDBOX_FINANCE_TOKEN', { optional: true, help: 'Bearer token of the people of finance; without it large and failed refunds are left to others', example: 'eyJ…' }),
  agentToken: setting.text('HUILIU_SANDBOX_AGENT_TOKEN', { optional: true, help: 'Bearer token of the people of customer service; without it questions and complaints are left to others', example: 'eyJ…' }),
  warehouseToken: setting.text('HUILIU_SANDBOX_WAREHOUSE_TOKEN', { optional: true, help: 'Bearer token of the people of the warehouse; without it boxes whose content was not as announced are left to others, or to their deadline', example: 'eyJ…' }),
  logisticsToken: setting.text('HUILIU_SANDBOX_LOGISTICS_TOKEN', { optional: true, help: 'Bearer token of the people of logistics; without it no customer thinks better of it while the parcel is on its way', example: 'eyJ…' }),
  neverSent: setting.flag('HUILIU_SANDBOX_NEVER_SENT', { default: false, help: 'A share of the returns is never sent, and a share of the questions, and of what was not in the boxes as announced, is left until it is overdue. Only where the departments\' clock is moved on (HUILIU_TEST_CLOCK_FILE): else such cases stay open for two weeks' }),
  without: setting.text('HUILIU_SANDBOX_WITHOUT', { default: '', help: 'Systems that somebody else is, separated by commas: crm, wms, carrier, finance. What the feed says, orders and opening stock among it, it still says', example: 'wms' }),
  overHttp: setting.text('HUILIU_SANDBOX_OVER_HTTP', { default: '', help: 'Systems of the sandbox that are not on the bus, separated by commas: wms, carrier. They take their events as webhooks and say theirs at the gateway', example: 'wms,carrier' }),
  webhooksPort: setting.port('HUILIU_SANDBOX_WEBHOOKS_PORT', { default: 0, help: 'Where these take their events: /wms, /carrier' }),
  wmsSecrets: setting.webhookSecrets('HUILIU_SANDBOX_WMS_SECRETS', { optional: true, help: 'What Huiliu signs its webhooks to the WMS with' }),
  wmsSenderSecrets: setting.webhookSecrets('HUILIU_SANDBOX_WMS_SENDER_SECRETS', { optional: true, help: 'What the WMS signs its events with; the first is used' }),
  carrierSecrets: setting.webhookSecrets('HUILIU_SANDBOX_CARRIER_SECRETS', { optional: true, help: 'What Huiliu signs its webhooks to the carrier with' }),
  carrierSenderSecrets: setting.webhookSecrets('HUILIU_SANDBOX_CARRIER_SENDER_SECRETS', { optional: true, help: 'What the carrier signs its events with; the first is used' }),
  customerToken: setting.text('HUILIU_SANDBOX_CUSTOMER_TOKEN', { optional: true, help: 'Bearer token that may apply for any customer; without it all requests come from CRM', example: 'eyJ…' }),
});

export type SandboxSettings = SettingsOf<typeof sandboxSettings>;
