import {
  IntakeService,
  LogisticsService,
  OpsService,
  RefundService,
  ReviewService,
  WarehouseService,
  type IntakeServiceMethods,
  type LogisticsServiceMethods,
  type OpsServiceMethods,
  type RefundServiceMethods,
  type ReviewServiceMethods,
  type ServiceClient,
  type WarehouseServiceMethods,
} from '@huiliu/contracts';
import type { GatewaySettings } from '../settings';
import { departmentNames, type DepartmentName } from './names';
import { tracedClient, type Peer } from './traced-client';

/** The gRPC clients of all departments. Connections are made at the first call, and again by themselves. */
export interface Departments {
  readonly intake: ServiceClient<IntakeServiceMethods>;
  readonly review: ServiceClient<ReviewServiceMethods>;
  readonly logistics: ServiceClient<LogisticsServiceMethods>;
  readonly warehouse: ServiceClient<WarehouseServiceMethods>;
  readonly refund: ServiceClient<RefundServiceMethods>;
  readonly ops: Readonly<Record<DepartmentName, ServiceClient<OpsServiceMethods>>>;
  close(): void;
}

/** Under this name the clients are injected. */
export const departmentsToken = Symbol('huiliu.gateway.departments');

export function connectDepartments(settings: GatewaySettings): Departments {
  const peer = (department: DepartmentName): Peer => ({ department, addresses: settings[`${department}Grpc`], deadlineMs: settings.callDeadlineMs });
  const clients = {
    intake: tracedClient(IntakeService, peer('intake')),
    review: tracedClient(ReviewService, peer('review')),
    logistics: tracedClient(LogisticsService, peer('logistics')),
    warehouse: tracedClient(WarehouseService, peer('warehouse')),
    refund: tracedClient(RefundService, peer('refund')),
  };
  const ops = Object.fromEntries(departmentNames.map((name) => [name, tracedClient(OpsService, peer(name))])) as Departments['ops'];
  return {
    ...clients,
    ops,
    close() {
      for (const client of [...Object.values(clients), ...Object.values(ops)]) client.close();
    },
  };
}
