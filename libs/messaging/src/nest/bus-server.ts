import { Server, type CustomTransportStrategy } from '@nestjs/microservices';
import { firstValueFrom, isObservable } from 'rxjs';
import type { Outcome } from '../outcome';
import type { EventContext, Route, Routes } from '../routes';
import { busTransport, type HearsExtras } from './hears';

type NestHandler = (data: object, context: EventContext) => Promise<unknown>;

/** Nest's transport strategy for the bus: collects the handlers that controllers declare with @Hears, and hands them to the engine. */
export class BusServer extends Server implements CustomTransportStrategy {
  override readonly transportId = busTransport;
  override readonly propagatesEventHandlerErrors = true;

  constructor(
    private readonly open: (routes: Routes) => Promise<void>,
    private readonly shut: () => Promise<void>,
  ) {
    super();
  }

  listen(callback: (error?: unknown) => void): void {
    this.open(this.routes()).then(() => callback(), callback);
  }

  close(): Promise<void> {
    return this.shut();
  }

  override on(): never {
    throw new Error('the bus has no events of its own to listen to');
  }

  override unwrap<T>(): T {
    throw new Error('the bus has no underlying server');
  }

  private routes(): Routes {
    const routes = new Map<string, Route>();
    for (const [type, handler] of this.messageHandlers) {
      const hears = (handler.extras as { hears?: HearsExtras } | undefined)?.hears;
      if (!hears) continue;
      if (handler.next) throw new Error(`${type} has more than one handler`);
      routes.set(type, routeOf(hears, handler as unknown as NestHandler));
    }
    return routes;
  }
}

function routeOf({ contract, options }: HearsExtras, handler: NestHandler): Route {
  return {
    contract,
    subject: options.subject,
    heads: options.heads ?? none,
    rows: options.rows ?? noRows,
    waitsWhileReadingAgain: options.waitsWhileReadingAgain,
    handle: async (data, context) => {
      const answer = await handler(data, context);
      return (isObservable(answer) ? await firstValueFrom(answer) : answer) as Outcome;
    },
  };
}

const none = (): readonly string[] => [];
const noRows = (): Readonly<Record<string, readonly string[]>> => ({});
