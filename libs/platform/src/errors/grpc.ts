import { Metadata } from '@grpc/grpc-js';
import { z } from 'zod';
import type { ErrorLog } from './huiliu-error';
import { accountFor, HuiliuError, newErrorId, publicMessage } from './huiliu-error';
import { ErrorKind, errorStatuses, foreignGrpcStatuses } from './kinds';

/** Binary metadata key that carries kind, code, message, details and error id; UTF-8 JSON inside. */
export const grpcErrorKey = 'huiliu-error-bin';

/** To gRPC clients that call again by themselves: don't. A department that says it is unavailable has been reached; only calls that may not have reached it are made again. */
const retryPushbackKey = 'grpc-retry-pushback-ms';

/** HTTP/2 peers may refuse header blocks over 8 KiB, and base64 adds a third: what is over is left out, details first. */
export const grpcErrorLimitBytes = 4_096;
/** The status message is percent-encoded, up to nine bytes for a Chinese character; the whole one travels in the metadata. */
const statusMessageLimit = 200;
const messageLimit = 1_000;

/** What grpc-js sends as the answer's status; also fit for Nest's `throwError(() => …)`. */
export interface GrpcError {
  readonly code: number;
  readonly message: string;
  readonly details: string;
  readonly metadata: Metadata;
}

const carriedSchema = z.object({
  kind: z.enum(ErrorKind),
  code: z.string(),
  message: z.string(),
  errorId: z.string().optional(),
  fields: z.array(z.object({ field: z.string(), message: z.string(), code: z.string().exactOptional() })).optional(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
});
type Carried = z.infer<typeof carriedSchema>;

/** For the server's side: anything thrown, as a gRPC status with our metadata. Faults of ours are logged under the id that is sent. */
export function toGrpcError(thrown: unknown, log: ErrorLog): GrpcError {
  const error = accountFor(thrown, log);
  const message = publicMessage(error);
  const internal = error.kind === ErrorKind.INTERNAL;
  const metadata = new Metadata();
  metadata.set(
    grpcErrorKey,
    bounded({
      kind: error.kind,
      code: error.code,
      message,
      ...(error.errorId !== undefined && { errorId: error.errorId }),
      ...(!internal && error.fields && { fields: [...error.fields] }),
      ...(!internal && error.details && { details: { ...error.details } }),
    }),
  );
  if (error.kind === ErrorKind.UNAVAILABLE) metadata.set(retryPushbackKey, '-1');
  const short = cut(message, statusMessageLimit);
  return { code: errorStatuses[error.kind].grpc, message: short, details: short, metadata };
}

/** For the client's side: restores what `toGrpcError` sent; statuses of gRPC's own, and proxies', by the table. Anything else passes unchanged. */
export function fromGrpcError(thrown: unknown): unknown {
  if (thrown instanceof HuiliuError || !isStatus(thrown)) return thrown;
  const carried = read(thrown.metadata);
  if (carried) return new HuiliuError(carried.kind, carried.code, carried.message, { ...carried, cause: thrown });
  const foreign = foreignGrpcStatuses[thrown.code];
  if (foreign) return new HuiliuError(foreign.kind, foreign.code, foreign.message, { cause: thrown });
  return new HuiliuError(ErrorKind.INTERNAL, 'INTERNAL', 'a department failed without saying why', { errorId: newErrorId(), cause: thrown });
}

function bounded(carried: Carried): Buffer {
  const message = cut(carried.message, messageLimit);
  const { kind, code, errorId } = carried;
  const core = { kind, code, message, ...(errorId !== undefined && { errorId }) };
  const fields = carried.fields;
  const candidates: Carried[] = [
    { ...carried, message },
    { ...core, ...(fields && { fields: fields.slice(0, 10) }) },
    core,
    { ...core, message: cut(message, statusMessageLimit) },
  ];
  for (const candidate of candidates) {
    const bytes = Buffer.from(JSON.stringify(candidate));
    if (bytes.length <= grpcErrorLimitBytes) return bytes;
  }
  return Buffer.from(JSON.stringify({ kind, code: cut(code, statusMessageLimit), message: cut(message, statusMessageLimit) }));
}

function read(metadata: Metadata | undefined): Carried | undefined {
  const value = metadata?.get(grpcErrorKey)[0];
  if (!Buffer.isBuffer(value)) return undefined;
  try {
    return carriedSchema.parse(JSON.parse(value.toString('utf8')));
  } catch {
    // A peer of another version, or somebody else's header: the status itself is still there.
    return undefined;
  }
}

function isStatus(thrown: unknown): thrown is { code: number; metadata?: Metadata } {
  if (typeof thrown !== 'object' || thrown === null || !('code' in thrown) || typeof thrown.code !== 'number') return false;
  return !('metadata' in thrown) || thrown.metadata === undefined || thrown.metadata instanceof Metadata;
}

const cut = (text: string, limit: number): string => (text.length <= limit ? text : `${text.slice(0, limit - 1)}…`);
