import { WebhooksService } from '@huiliu/contracts';
import { deliveries } from './adapters/in/deliveries';
import { HttpEndpoint } from './adapters/out/http-endpoint';
import { ArchiveLanes1805000000001 } from './adapters/out/postgres/migrations/archive-0002';
import { Lane1796100000001 } from './adapters/out/postgres/migrations/lane-0001';
import { LaneRow } from './adapters/out/postgres/rows';
import { webhooksTables } from './adapters/out/postgres/tables';
import { endpointsOf, sendersOf, webhooksSettings, type WebhooksSettings } from './settings';
import { WebhooksModule } from './webhooks.module';

/** What this department is made of, for whoever runs it. */
export const webhooks = {
  name: 'webhooks',
  module: WebhooksModule,
  service: WebhooksService,
  tables: webhooksTables,
  entities: [LaneRow],
  migrations: [Lane1796100000001, ArchiveLanes1805000000001],
  settings: webhooksSettings,
  standsFor: (settings: WebhooksSettings) => ({ hears: [...endpointsOf(settings).keys()], says: [...sendersOf(settings).keys()] }),
  intents: (settings: WebhooksSettings) => [...endpointsOf(settings)].map(([system, { url, secrets }]) => deliveries(system, new HttpEndpoint({ url, secrets, timeoutMs: settings.timeoutMs }), settings)),
  casesByState: `SELECT CASE WHEN sending_id IS NULL THEN 'delivered' ELSE 'sending' END AS state, count(*)::int AS count FROM lane GROUP BY 1`,
};
