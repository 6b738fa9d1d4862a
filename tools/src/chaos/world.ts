import type { Bus } from '@huiliu/messaging';
import type { KafkaServer } from '@huiliu/testing';
import type { Child } from '../child';
import type { Databases } from '../progress';
import type { System } from '../system';
import type { Clocks } from './clocks';
import type { Setup } from './kinds';
import type { Network } from './network';
import type { PlannedFault } from './plan';
import type { Random } from './random';
import type { SmallDisk } from './small-disk';

/** What faults act upon: the system, and all that was put around it to break it. */
export interface World {
  readonly setup: Setup;
  readonly system: System;
  /** Not through the proxies' bad weather. */
  readonly bus: Bus;
  readonly databases: Databases;
  readonly kafka: KafkaServer | undefined;
  readonly network: Network;
  readonly clocks: Clocks;
  /** Undefined where none could be made. */
  readonly disk: SmallDisk | undefined;
  readonly say: (text: string) => void;
}

/** A fault that has begun. */
export interface Begun {
  /** Makes it right again; left out where nothing is left to be made right. Recovery counts from then. */
  readonly end?: () => Promise<void>;
  /** Brings back what the system has to do without for a while, after it was seen to do so. */
  readonly bringBack?: () => Promise<void>;
}

export type Inject = (world: World, fault: PlannedFault, random: Random) => Promise<Begun>;

export function childNamed({ system }: World, name: string): Child {
  const child = system.children.find(({ spec }) => spec.name === name);
  if (!child) throw new Error(`there is no process ${name}; there are ${system.children.map(({ spec }) => spec.name).join(', ')}`);
  return child;
}

/** Runs `step` again and again, with pauses, until it is ended. What fails in between is tried again. */
export function repeated(step: (signal: AbortSignal) => Promise<void>, pauseMs: () => number): Required<Pick<Begun, 'end'>> {
  const stopping = new AbortController();
  const running = (async () => {
    while (!stopping.signal.aborted) {
      await step(stopping.signal).catch(() => undefined);
      await pause(pauseMs(), stopping.signal);
    }
  })();
  return {
    end: async () => {
      stopping.abort();
      await running;
    },
  };
}

export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, Math.max(0, ms));
    signal?.addEventListener('abort', done, { once: true });
  });
}
