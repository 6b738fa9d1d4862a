import { Server, ServerCredentials, type ServerUnaryCall, type UntypedServiceImplementation, type sendUnaryData } from '@grpc/grpc-js';
import {
  IntakeService,
  LogisticsService,
  OpsService,
  parseMessage,
  RefundService,
  ReviewService,
  serviceDefinition,
  WarehouseService,
  FeedbackService,
  WebhooksService,
  type ServiceContract,
} from '@huiliu/contracts';
import { HuiliuError, toGrpcError } from '@huiliu/platform';
import { askedNames, type AskedName } from '../src/departments/names';

export interface Asked {
  readonly department: AskedName;
  /** `submitCase` */
  readonly method: string;
  readonly request: Record<string, unknown>;
  readonly metadata: Readonly<Record<string, string>>;
}

type Answer = (request: Record<string, unknown>) => unknown;

const services: Readonly<Record<AskedName, ServiceContract>> = {
  intake: IntakeService,
  review: ReviewService,
  logistics: LogisticsService,
  warehouse: WarehouseService,
  refund: RefundService,
  feedback: FeedbackService,
  webhooks: WebhooksService,
};

/**
 * Real gRPC servers in the place of the departments, with the contracts' own definitions and validation. They answer what the test says, and keep what
 * they were asked.
 */
export class FakeDepartments {
  readonly asked: Asked[] = [];
  private readonly answers = new Map<string, Answer>();
  private readonly servers = new Map<AskedName, Server>();
  readonly addresses: Record<string, string> = {};

  async start(): Promise<void> {
    for (const name of askedNames) await this.startOne(name);
  }

  async startOne(name: AskedName): Promise<void> {
    const server = new Server();
    for (const service of [services[name], OpsService]) server.addService(serviceDefinition(service), this.handlers(name, service));
    const port = await new Promise<number>((resolve, reject) => {
      server.bindAsync(this.addresses[name] ?? '127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) => (error ? reject(error) : resolve(bound)));
    });
    this.addresses[name] = `127.0.0.1:${port}`;
    this.servers.set(name, server);
  }

  /** What a method answers from now on; a HuiliuError that it throws travels as from a real department. A promise: answers when it is kept; `undefined`: never. */
  on(department: AskedName, method: string, answer: Answer): void {
    this.answers.set(`${department}.${method}`, answer);
  }

  reset(): void {
    this.asked.length = 0;
    this.answers.clear();
  }

  stopOne(name: AskedName): void {
    this.servers.get(name)?.forceShutdown();
  }

  stop(): void {
    for (const server of this.servers.values()) server.forceShutdown();
  }

  private handlers(department: AskedName, service: ServiceContract): UntypedServiceImplementation {
    return Object.fromEntries(
      Object.values(service.methods).map((method) => [
        method.protoName,
        async (call: ServerUnaryCall<Record<string, unknown>, unknown>, reply: sendUnaryData<unknown>): Promise<void> => {
          const metadata = Object.fromEntries(Object.entries(call.metadata.getMap()).map(([key, value]) => [key, String(value)]));
          this.asked.push({ department, method: method.name, request: call.request, metadata });
          try {
            const parsed = parseMessage(method.request, call.request);
            if (!parsed.ok) throw new HuiliuError('INVALID_ARGUMENT', 'INVALID_REQUEST', 'not as the contract says', { fields: parsed.errors.map(({ path, message }) => ({ field: path, message })) });
            const answer = await (this.answers.get(`${department}.${method.name}`) ?? empty)(call.request);
            if (answer !== undefined) reply(null, answer);
          } catch (error) {
            reply(toGrpcError(error, { error: () => undefined }));
          }
        },
      ]),
    );
  }
}

const empty: Answer = () => ({});
