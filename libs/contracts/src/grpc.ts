import { fromBinary, fromJson, toBinary, toJson, type DescMessage, type JsonValue } from '@bufbuild/protobuf';
import type { MethodDefinition, ServiceDefinition } from '@grpc/grpc-js';
import type { MethodContract, ServiceContract } from './service';
import { validateMessage } from './validate';

/** Full name of a service → its methods, as grpc-js and Nest take it. */
export type PackageDefinition = Record<string, ServiceDefinition>;

/**
 * What a gRPC server needs to know of services, for Nest's `packageDefinition` option or grpc-js itself. Binary on the wire; handlers
 * receive and return exactly the generated types.
 */
export function packageDefinition(services: readonly ServiceContract[]): PackageDefinition {
  return Object.fromEntries(services.map((service) => [service.type, serviceDefinition(service)]));
}

/** Nest's `package` and `packageDefinition` options of the gRPC transport for these services. */
export function grpcPackages(services: readonly ServiceContract[]): { package: string[]; packageDefinition: PackageDefinition } {
  return { package: [...new Set(services.map((service) => service.package))], packageDefinition: packageDefinition(services) };
}

/** One service for grpc-js's `Server.addService`; handlers are found under `SubmitCase` or `submitCase`. */
export function serviceDefinition(service: ServiceContract): ServiceDefinition {
  return Object.fromEntries(Object.values(service.methods).map((method) => [method.protoName, methodDefinition(method)]));
}

export function methodDefinition(method: MethodContract): MethodDefinition<unknown, unknown> {
  return {
    path: method.path,
    originalName: method.name,
    requestStream: false,
    responseStream: false,
    requestSerialize: (value) => encode(method.input, value),
    requestDeserialize: (bytes) => decode(method.input, bytes),
    responseSerialize: (value) => encode(method.output, value),
    responseDeserialize: (bytes) => decodeAnswer(method, bytes),
  };
}

/** Throws with the field's name when the value does not fit the contract. */
function encode(message: DescMessage, value: unknown): Buffer {
  return Buffer.from(toBinary(message, fromJson(message, withoutUndefined(value) as JsonValue, { ignoreUnknownFields: true })));
}

function decode(message: DescMessage, bytes: Uint8Array): unknown {
  return toJson(message, fromBinary(message, bytes), { alwaysEmitImplicit: true });
}

/**
 * Puts enum values that this version does not know into normal form. Errors are left aside on purpose: a newer server may have wider
 * bounds, and its answer is no reason to fail.
 */
function decodeAnswer(method: MethodContract, bytes: Uint8Array): unknown {
  const answer = decode(method.output, bytes);
  validateMessage(method.response, false, answer);
  return answer;
}

/** Our types allow `undefined` for what is missing; JSON has no such value, and protobuf's reader refuses it. */
function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, each]) => (each === undefined ? [] : [[key, withoutUndefined(each)]])));
}
