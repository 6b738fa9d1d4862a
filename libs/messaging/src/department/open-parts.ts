import type { DataSource } from 'typeorm';
import { errorMessage, openDatabase, type Logger, type Ready, type SettingGroup } from '@huiliu/platform';
import type { Bus } from '../bus/bus';
import { createBus } from '../bus/create-bus';
import type { StandsFor } from '../engine/engine';
import { topicSettingsOf } from '../topics';
import { messagingMigrations } from '../schema/messaging-tables';
import { busLimitsOf } from './bus-limit-settings';
import type { CommonSettings, DepartmentDefinition } from './definition';
import { noticeTo } from './observe';

/** Of one part that may be away: who is told, and what ends the waiting. */
export interface Opening {
  readonly log: Logger;
  readonly signal?: AbortSignal;
  readonly onState?: (state: Ready) => void;
}

/** The department's database with its schema up to date. Waits while it is away. */
export function openDepartmentDatabase<Extra extends SettingGroup>({ entities, migrations }: DepartmentDefinition<Extra>, settings: CommonSettings, opening: Opening): Promise<DataSource> {
  return openDatabase({
    url: settings.databaseUrl,
    entities: [...entities],
    migrations: [...messagingMigrations, ...migrations],
    applicationName: settings.instance,
    poolSize: settings.databasePoolSize,
    connectTimeoutMs: settings.databaseConnectTimeoutMs,
    statementTimeoutMs: settings.databaseStatementTimeoutMs,
    idleTransactionTimeoutMs: settings.databaseIdleTransactionTimeoutMs,
    migrationLockTimeoutMs: settings.migrationLockTimeoutMs,
    migrationPatienceMs: settings.migrationPatienceMs,
    ...opening,
  });
}

const busBackoffMs = 1_000;

/** The bus with all topics that the department writes to or reads. Waits while it is away. */
export async function openDepartmentBus({ name, standsFor }: { readonly name: string; readonly standsFor?: StandsFor | undefined }, settings: CommonSettings, { log, signal, onState }: Opening): Promise<Bus> {
  const bus = busOf(settings, log);
  for (;;) {
    signal?.throwIfAborted();
    try {
      await bus.ensureTopics(topicSettingsOf([name, ...(standsFor?.hears ?? []), ...(standsFor?.says ?? [])], settings.partitions));
      onState?.({ ready: true });
      return bus;
    } catch (error) {
      const reason = errorMessage(error);
      onState?.({ ready: false, reason });
      log.warn({ reason, retry_in_ms: busBackoffMs }, 'the bus can\'t be reached: waiting');
      await new Promise((resolve) => setTimeout(resolve, busBackoffMs));
    }
  }
}

function busOf(settings: CommonSettings, log: Logger): Bus {
  const { bus, kafkaBrokers, busDatabaseUrl, instance } = settings;
  const common = { limits: busLimitsOf(settings), onNotice: noticeTo(log) };
  if (bus === 'kafka') return createBus({ kind: 'kafka', brokers: kafkaBrokers ?? [], clientId: instance, ...common });
  return createBus({ kind: 'embedded', database: { url: busDatabaseUrl ?? '' }, instance, ...common });
}
