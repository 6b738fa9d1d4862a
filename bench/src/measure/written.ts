import type { System } from '@huiliu/tools/system';
import { ask } from './ask';
import { brokerLogBytes, brokerPids } from './processes';

/** Bytes written since the beginning. */
export interface Written {
  readonly walBytes: number;
  /** The embedded log's tables, or Kafka's segments; undefined where the broker is not ours to look into. */
  readonly busBytes: number | undefined;
}

export async function readWritten(system: System): Promise<Written> {
  const [row] = await ask<{ bytes: string }>(system.storage.urls.bus, `SELECT pg_current_wal_lsn() - '0/0'::pg_lsn AS bytes`);
  return { walBytes: Number(row?.bytes ?? 0), busBytes: system.options.bus.kind === 'kafka' ? kafkaBytes() : await embeddedBytes(system.storage.urls.bus) };
}

function kafkaBytes(): number | undefined {
  const brokers = brokerPids();
  return brokers.length === 0 ? undefined : brokers.reduce((sum, pid) => sum + brokerLogBytes(pid), 0);
}

async function embeddedBytes(url: string): Promise<number> {
  const [row] = await ask<{ bytes: string }>(url, `SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0) AS bytes FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'huiliu_bus' AND c.relkind = 'r' AND c.relname LIKE 'log\\_%'`);
  return Number(row?.bytes ?? 0);
}
