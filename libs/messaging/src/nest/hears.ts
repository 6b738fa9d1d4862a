import { applyDecorators, Catch, Controller, UseFilters, type RpcExceptionFilter } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { throwError, type Observable } from 'rxjs';
import type { EventContract } from '@huiliu/contracts';

/** Marks handlers as the bus's own, so that Nest does not offer them over gRPC. */
export const busTransport = Symbol('huiliu.bus');

/** What to lock and load before the handler runs; all of it is worked out from the event's data. */
export interface HearsOptions<E> {
  /** The head of public events whose own ce_subject is not the case, as a return request's. `own`: that ce_subject. */
  readonly subject?: (event: E, own: string) => string;
  /** Further heads: of subjects that it may wait for or say something about. */
  readonly heads?: (event: E) => readonly string[];
  /** Ids of the rows that the handler may look at, by table. */
  readonly rows?: (event: E, own: string) => Readonly<Record<string, readonly string[] | undefined>>;
  /** Those that are about what came over other topics before them, though nothing in them says what that was: while topics are read again side by side, they wait until that is over. */
  readonly waitsWhileReadingAgain?: (event: E) => boolean;
}

export interface HearsExtras {
  readonly contract: EventContract<object>;
  readonly options: HearsOptions<object>;
}

/** Handles one event type. The method takes `@Payload() event` and `@Ctx() context` and answers an Outcome; it reads no IO, only loaded rows. */
export function Hears<E extends object>(contract: EventContract<E>, options: HearsOptions<E> = {}): MethodDecorator {
  const extras: HearsExtras = { contract: contract as EventContract<object>, options: options as HearsOptions<object> };
  return EventPattern(contract.type, busTransport, { hears: extras }) as MethodDecorator;
}

/** Nest's default turns what a handler throws into «Internal server error»: a parked event has to say why. */
@Catch()
class PassOn implements RpcExceptionFilter<unknown> {
  catch(error: unknown): Observable<never> {
    return throwError(() => error);
  }
}

/** A controller of events: reads like any Nest controller, its methods marked by @Hears. */
export const EventController = (): ClassDecorator => applyDecorators(Controller(), UseFilters(new PassOn()));
