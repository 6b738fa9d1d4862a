import {
  FeedbackService,
  IntakeService,
  LogisticsService,
  OpsService,
  RefundService,
  ReviewService,
  WarehouseService,
  WebhooksService,
  type FeedbackServiceMethods,
  type IntakeServiceMethods,
  type LogisticsServiceMethods,
  type OpsServiceMethods,
  type RefundServiceMethods,
  type ReviewServiceMethods,
  type ServiceClient,
  type WarehouseServiceMethods,
  type WebhooksServiceMethods,
} from '@huiliu/contracts';
import type { GatewaySettings } from '../settings';
import { askedNames, type AskedName, type DepartmentName } from './names';
import { tracedClient, type Peer } from './traced-client';

/** The gRPC clients of all departments. Connections are made at the first call, and again by themselves. */
export interface Departments {
  readonly intake: ServiceClient<IntakeServiceMethods>;
  readonly review: ServiceClient<ReviewServiceMethods>;
  readonly logistics: ServiceClient<LogisticsServiceMethods>;
  readonly warehouse: ServiceClient<WarehouseServiceMethods>;
  readonly refund: ServiceClient<RefundServiceMethods>;
  readonly feedback: ServiceClient<FeedbackServiceMethods>;
  /** Undefined: no outside system comes in over HTTP. */
  readonly webhooks: ServiceClient<WebhooksServiceMethods> | undefined;
  readonly ops: Readonly<Record<DepartmentName, ServiceClient<OpsServiceMethods>>> & { readonly webhooks?: ServiceClient<OpsServiceMethods> };
  close(): void;
}

/** Under this name the clients are injected. */
export const departmentsToken = Symbol('huiliu.gateway.departments');

export function connectDepartments(settings: GatewaySettings): Departments {
  const peer = (department: AskedName): Peer => ({ department, addresses: settings[`${department}Grpc`] ?? [], deadlineMs: settings.callDeadlineMs });
  const asked = askedNames.filter((name) => settings[`${name}Grpc`] !== undefined);
  const clients = {
    intake: tracedClient(IntakeService, peer('intake')),
    review: tracedClient(ReviewService, peer('review')),
    logistics: tracedClient(LogisticsService, peer('logistics')),
    warehouse: tracedClient(WarehouseService, peer('warehouse')),
    refund: tracedClient(RefundService, peer('refund')),
    feedback: tracedClient(FeedbackService, peer('feedback')),
  };
  const webhooks = settings.webhooksGrpc && tracedClient(WebhooksService, peer('webhooks'));
  const ops = Object.fromEntries(asked.map((name) => [name, tracedClient(OpsService, peer(name))])) as Departments['ops'];
  return {
    ...clients,
    webhooks,
    ops,
    close() {
      for (const client of [...Object.values(clients), ...Object.values(ops), ...(webhooks ? [webhooks] : [])]) client.close();
    },
  };
}
