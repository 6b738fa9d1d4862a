import type { DescMessage, DescMethod, DescService } from '@bufbuild/protobuf';
import type { Parsed } from './failures';
import type { MessageTypes } from './generated/messages';
import { parseMessage } from './messages';

/** Method name → its messages, as the generated `<Service>Methods`. */
export type ServiceMethods<Methods> = { readonly [M in keyof Methods]: { readonly request: unknown; readonly response: unknown } };

export interface MethodContract {
  /** As in the code: `submitCase`. */
  readonly name: string;
  /** As in the contract and in Nest's pattern: `SubmitCase`. */
  readonly protoName: string;
  /** `/huiliu.intake.v1.IntakeService/SubmitCase` */
  readonly path: string;
  readonly request: keyof MessageTypes;
  readonly response: keyof MessageTypes;
  readonly input: DescMessage;
  readonly output: DescMessage;
}

/** A gRPC service of the contracts. `Methods` exists for the compiler alone. */
export interface ServiceContract<Methods = unknown> {
  /** `IntakeService` */
  readonly name: string;
  /** `huiliu.intake.v1` */
  readonly package: string;
  /** `huiliu.intake.v1.IntakeService` */
  readonly type: string;
  readonly methods: Readonly<Record<string, MethodContract>>;
  readonly methodTypes?: Methods;
}

type MessageNames<Methods> = { readonly [M in keyof Methods]: { readonly request: keyof MessageTypes; readonly response: keyof MessageTypes } };

export function defineService<Methods extends ServiceMethods<Methods>>(descriptor: DescService, names: MessageNames<Methods>): ServiceContract<Methods> {
  const methods = descriptor.methods.map((method) => [method.localName, methodOf(descriptor, method, names)] as const);
  return { name: descriptor.name, package: descriptor.file.proto.package, type: descriptor.typeName, methods: Object.fromEntries(methods) };
}

function methodOf<Methods>(service: DescService, method: DescMethod, names: MessageNames<Methods>): MethodContract {
  const { request, response } = names[method.localName as keyof Methods];
  return {
    name: method.localName,
    protoName: method.name,
    path: `/${service.typeName}/${method.name}`,
    request,
    response,
    input: method.input,
    output: method.output,
  };
}

/** The contract of one method; throws when the service has no such method. */
export function methodContract<Methods>(service: ServiceContract<Methods>, method: keyof Methods & string): MethodContract {
  const contract = service.methods[method];
  if (contract === undefined) throw new TypeError(`${service.type} has no method ${method}`);
  return contract;
}

/** What a server does first with every request: `validateRequest(IntakeService, 'submitCase')` gives the check for that method. */
export function validateRequest<Methods extends ServiceMethods<Methods>, M extends keyof Methods & string>(
  service: ServiceContract<Methods>,
  method: M,
): (request: unknown) => Parsed<Methods[M]['request']> {
  const { request: name } = methodContract(service, method);
  return (request) => parseMessage(name, request) as Parsed<Methods[M]['request']>;
}
