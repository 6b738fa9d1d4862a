import { createClient, type CallOptions, type ServiceClient, type ServiceContract, type ServiceMethods } from '@huiliu/contracts';
import { activeTraceparent, Attribute, ErrorKind, fromGrpcError, HuiliuError, withSpan } from '@huiliu/platform';
import type { AskedName } from './names';

export interface Peer {
  readonly department: AskedName;
  /** `host:port`, one or more. */
  readonly addresses: readonly string[];
  readonly deadlineMs: number;
}

type AnyCall = (request: unknown, options?: CallOptions) => Promise<unknown>;

/** A client whose calls are spans of the request's trace, and which rejects with HuiliuErrors; who is away is named in the details. */
export function tracedClient<Methods extends ServiceMethods<Methods>>(service: ServiceContract<Methods>, peer: Peer): ServiceClient<Methods> {
  const client = createClient(service, peer.addresses.join(','), { deadlineMs: peer.deadlineMs });
  const calls = client as unknown as Readonly<Record<string, AnyCall>>;
  const traced = Object.keys(service.methods).map((method): [string, AnyCall] => {
    const call = calls[method];
    if (!call) throw new TypeError(`${service.type} has no method ${method}`);
    return [method, (request, options) => tracedCall(peer.department, service.name, method, (metadata) => call(request, { ...options, metadata: { ...options?.metadata, ...metadata } }))];
  });
  return { ...Object.fromEntries(traced), close: () => client.close() } as ServiceClient<Methods>;
}

function tracedCall(department: AskedName, service: string, method: string, run: (metadata: Readonly<Record<string, string>>) => Promise<unknown>): Promise<unknown> {
  const attributes = { [Attribute.department]: department, [Attribute.rpcService]: service, [Attribute.rpcMethod]: method };
  return withSpan(
    `call ${service}.${method}`,
    attributes,
    async () => {
      const traceparent = activeTraceparent();
      try {
        return await run(traceparent === undefined ? {} : { traceparent });
      } catch (error) {
        throw named(department, fromGrpcError(error));
      }
    },
    { role: 'client' },
  );
}

function named(department: AskedName, error: unknown): unknown {
  if (!(error instanceof HuiliuError) || error.kind !== ErrorKind.UNAVAILABLE) return error;
  const { kind, code, message, details, fields, errorId, cause } = error;
  return new HuiliuError(kind, code, message, { details: { ...details, department }, fields, errorId, cause });
}
