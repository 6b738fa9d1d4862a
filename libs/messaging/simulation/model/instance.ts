import { Pool } from 'pg';
import { CommandBus } from '../../src/engine/commands';
import { Consumer } from '../../src/engine/consumer';
import { defaultMessagingLimits, type MessagingLimits } from '../../src/engine/limits';
import { silentObserver } from '../../src/engine/observer';
import { Parking } from '../../src/engine/parking';
import type { EngineOptions } from '../../src/engine/unit-of-work';
import { Relay } from '../../src/relay/relay';
import type { Routes } from '../../src/routes';
import { BoundTables } from '../../src/tables/session';
import type { Broker } from '../bus/memory-bus';
import { MemoryBus } from '../bus/memory-bus';
import type { Database } from '../store/database';
import { MemoryRelayStore } from '../store/memory-relay-store';
import { MemoryStore } from '../store/memory-store';
import type { Process } from '../world/process';
import type { Plan } from './plan';
import { simTableOf, simTables } from './tables';
import { Recall } from '../../src/engine/recall';
import { sourceOf } from '../../src/envelope';

/** The core of a department in one process. */
export interface Instance {
  readonly process: Process;
  readonly commands: CommandBus;
  readonly parking: Parking;
}

export interface InstanceSettings {
  readonly department: string;
  readonly process: Process;
  readonly database: Database;
  readonly broker: Broker;
  readonly routes: Routes;
  readonly topics: readonly string[];
  readonly bounds: Plan['bounds'];
}

/** Small enough for every bound to be met, short enough for leases to run out within a run. */
export const simLimits = ({ pageRows, slotRows, transactionEvents, consumerTransactions }: Plan['bounds']): MessagingLimits => ({
  ...defaultMessagingLimits,
  consumerTransactions,
  transactionEvents,
  relayPageRows: pageRows,
  relayPollMs: 80,
  relayLeaseMs: 300,
  relayStoreMs: 30,
  outboxSlotRows: slotRows,
  maintenanceMs: 60,
});

// Commands of the simulation look nothing up: nobody ever asks it.
const unused = new Pool();
const tables = new BoundTables(simTableOf, simTables);

export function startInstance({ department, process, database, broker, routes, topics, bounds }: InstanceSettings): Instance {
  const limits = simLimits(bounds);
  const { surroundings } = process;
  const bus = new MemoryBus(broker, process);
  const relay = new Relay({ store: new MemoryRelayStore(database, process, sourceOf(department)), bus, instance: process.name, limits, observer: silentObserver, surroundings });
  const options: EngineOptions = {
    pool: unused,
    store: new MemoryStore(database, process),
    core: { department, tables, sourceEpoch: () => 1, rebuilding: false, recall: new Recall(limits.recallCases) },
    routes,
    limits,
    observer: silentObserver,
    onCommit: ({ outbox }) => {
      if (outbox) relay.wake();
    },
    clock: () => new Date(Date.UTC(2026, 0, 1) + process.world.nowMs + process.wallClockOffsetMs),
    surroundings,
  };
  // refund says nothing.
  if (department !== 'refund') relay.start();
  if (topics.length > 0) {
    const consumer = new Consumer(options);
    void bus.subscribe({
      group: department,
      topics,
      position: (topic, partition) => consumer.position(topic, partition),
      onBatch: (batch) => consumer.handle(batch),
      onAlarm: (alarm) => {
        throw new Error(alarm.code);
      },
    });
  }
  return { process, commands: new CommandBus(options), parking: new Parking(options) };
}
