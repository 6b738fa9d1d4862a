import { Client, Metadata, credentials, type ChannelCredentials, type ClientOptions } from '@grpc/grpc-js';
import { isIPv4 } from 'node:net';
import { methodDefinition } from './grpc';
import type { MethodContract, ServiceContract, ServiceMethods } from './service';

export interface CallOptions {
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  /** How long the caller waits; then the call fails with DEADLINE_EXCEEDED. */
  readonly deadlineMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The methods of a service as promises. A failed call rejects with grpc-js's `ServiceError` (`code`, `details`, `metadata`). */
export type ServiceClient<Methods extends ServiceMethods<Methods>> = {
  readonly [M in keyof Methods]: (request: Methods[M]['request'], options?: CallOptions) => Promise<Methods[M]['response']>;
} & { close(): void };

/** What a server implements: the same methods, with the metadata of the call. */
export type ServiceHandlers<Methods extends ServiceMethods<Methods>> = {
  readonly [M in keyof Methods]: (request: Methods[M]['request'], metadata: Metadata) => Promise<Methods[M]['response']>;
};

export interface ClientSettings {
  /** Deadline of a call that names none. */
  readonly deadlineMs: number;
  readonly maxMessageBytes: number;
  readonly credentials: ChannelCredentials;
  /** For grpc-js itself, as interceptors. */
  readonly options: ClientOptions;
}

/**
 * A peer that went away without a word is noticed by pings, within the sum of both; without them every call would run into its deadline on the dead connection for
 * as long as this process lives. Without calls too: between short calls there would hardly be time for one.
 */
const keepalive = { 'grpc.keepalive_time_ms': 5_000, 'grpc.keepalive_timeout_ms': 3_000, 'grpc.keepalive_permit_without_calls': 1 } as const;

/**
 * A server that is restarted ends its connections while calls are under way (CANCELLED where it cuts them off itself), or answers on none for a moment: such a call
 * is made again, at another server where there is one. That is safe because questions change nothing, and a command is known again by its idempotency key.
 * `maxTokens` stops it when nearly every call fails: then the department is away, and saying so at once is better. A server that can be reached and says UNAVAILABLE
 * itself forbids it (`grpc-retry-pushback-ms`).
 */
const callPolicy = {
  loadBalancingConfig: [{ round_robin: {} }],
  methodConfig: [
    {
      name: [{ service: '' }],
      retryPolicy: { maxAttempts: 5, initialBackoff: '0.05s', maxBackoff: '1s', backoffMultiplier: 3, retryableStatusCodes: ['UNAVAILABLE', 'CANCELLED'] },
    },
  ],
  retryThrottling: { maxTokens: 100, tokenRatio: 0.5 },
} as const;

/**
 * Tried again at least so often. By default the pauses grow to two minutes: as long a department that is back would still count as away, and with its next instance
 * restarted meanwhile there would be none.
 */
const reconnecting = { 'grpc.initial_reconnect_backoff_ms': 100, 'grpc.max_reconnect_backoff_ms': 1_000 } as const;

export const defaultClientLimits = { deadlineMs: 5_000, maxMessageBytes: 4_000_000 } as const;

/**
 * A client of one service. The connection is made at the first call and made again by itself when it is lost.
 * @param address `host:port`, or several IPv4 addresses parted by commas: calls take turns among those that answer.
 */
export function createClient<Methods extends ServiceMethods<Methods>>(
  service: ServiceContract<Methods>,
  address: string,
  settings: Partial<ClientSettings> = {},
): ServiceClient<Methods> {
  const { deadlineMs, maxMessageBytes } = { ...defaultClientLimits, ...settings };
  const client = new Client(channelTarget(address), settings.credentials ?? credentials.createInsecure(), {
    'grpc.service_config': JSON.stringify(callPolicy),
    'grpc.max_receive_message_length': maxMessageBytes,
    'grpc.max_send_message_length': maxMessageBytes,
    ...keepalive,
    ...reconnecting,
    ...settings.options,
  });
  const calls = Object.values(service.methods).map((method) => [method.name, callOf(client, method, deadlineMs)]);
  return { ...Object.fromEntries(calls), close: () => client.close() } as ServiceClient<Methods>;
}

function callOf(client: Client, method: MethodContract, defaultDeadlineMs: number) {
  const { path, requestSerialize, responseDeserialize } = methodDefinition(method);
  return (request: unknown, options: CallOptions = {}): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const { signal } = options;
      const deadline = Date.now() + (options.deadlineMs ?? defaultDeadlineMs);
      const call = client.makeUnaryRequest(path, requestSerialize, responseDeserialize, request, metadataOf(options), { deadline }, (error, answer) => {
        signal?.removeEventListener('abort', cancel);
        if (error) reject(error);
        else resolve(answer);
      });
      const cancel = (): void => call.cancel();
      signal?.addEventListener('abort', cancel);
      if (signal?.aborted) cancel();
    });
}

function metadataOf(options: CallOptions): Metadata {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(options.metadata ?? {})) metadata.set(name, value);
  return metadata;
}

/** The name that grpc-js resolves. Exported for its own test. */
export function channelTarget(address: string): string {
  const peers = address
    .split(',')
    .map((peer) => peer.trim().replace(/^localhost:/, '127.0.0.1:'))
    .filter((peer) => peer !== '');
  const bad = peers.find((peer) => !/^[^:/]+:\d{1,5}$/.test(peer));
  if (peers.length === 0 || bad !== undefined) throw new TypeError(`'${bad ?? address}' is no gRPC address: give host:port`);
  const numeric = peers.every((peer) => isIPv4(peer.slice(0, peer.indexOf(':'))));
  if (!numeric && peers.length > 1) {
    throw new TypeError(`'${address}': several addresses must be IPv4; or give one host name that resolves to all of them`);
  }
  return numeric ? `ipv4:${peers.join(',')}` : `dns:///${peers.join('')}`;
}
