import { Controller, Inject } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import type { Pool } from 'pg';
import type {
  DiscardParkedRequest,
  DiscardParkedResponse,
  ListHopsRequest,
  ListHopsResponse,
  ListParkedRequest,
  ListParkedResponse,
  ListWaitingRequest,
  ListWaitingResponse,
  ReplayParkedRequest,
  ReplayParkedResponse,
  ShowLagResponse,
} from '@huiliu/contracts';
import { Parking } from '../engine/parking';
import type { LagWatch } from '../engine/lag';
import { departmentName, engineLag, poolToken } from './tokens';

const defaultLimit = 100;
const hopLimit = 20_000;

interface StoredRow {
  subject: string;
  event_id: string;
  type: string;
  source: string;
  sequence: string | null;
  reason: string;
  attempts: number;
  since: Date;
}

/** The same answers from every department: what waits, what is parked, what happened to a case. */
@Controller()
export class OpsController {
  constructor(
    @Inject(poolToken) private readonly pool: Pool,
    @Inject(departmentName) private readonly department: string,
    @Inject(Parking) private readonly parking: Parking,
    @Inject(engineLag) private readonly lag: LagWatch,
  ) {}

  @GrpcMethod('OpsService', 'ListWaiting')
  async listWaiting({ subject, limit }: ListWaitingRequest): Promise<ListWaitingResponse> {
    const { rows } = await this.pool.query<StoredRow & { waits_for: string }>(
      `SELECT subject, event_id, type, source, sequence, waits_for, reason, attempts, since FROM waiting WHERE $1 = '' OR subject = $1 ORDER BY id LIMIT $2`,
      [subject, limit || defaultLimit],
    );
    return { events: rows.map((row) => ({ ...stored(row), waitsFor: row.waits_for })) };
  }

  @GrpcMethod('OpsService', 'ListParked')
  async listParked({ subject, limit }: ListParkedRequest): Promise<ListParkedResponse> {
    const { rows } = await this.pool.query<StoredRow & { position: string }>(
      `SELECT position, subject, event_id, type, source, sequence, reason, attempts, since FROM parked WHERE $1 = '' OR subject = $1 ORDER BY position LIMIT $2`,
      [subject, limit || defaultLimit],
    );
    return { events: rows.map((row) => ({ ...stored(row), position: row.position })) };
  }

  @GrpcMethod('OpsService', 'ReplayParked')
  async replayParked({ subject }: ReplayParkedRequest): Promise<ReplayParkedResponse> {
    const { replayed, remaining, reason } = await this.parking.replay(subject);
    return { replayed, remaining, reason: reason ?? '' };
  }

  @GrpcMethod('OpsService', 'DiscardParked')
  discardParked({ subject, eventId, discardedBy, reason }: DiscardParkedRequest): Promise<DiscardParkedResponse> {
    return this.parking.discard(subject, eventId, discardedBy, reason);
  }

  @GrpcMethod('OpsService', 'ShowLag')
  async showLag(): Promise<ShowLagResponse> {
    const { events, consumedPerSecond = 0, arrivedPerSecond = 0, catchUpSeconds = 0, partitions } = await this.lag.measure();
    const fallingBehind = !Number.isFinite(catchUpSeconds);
    return {
      events: String(events),
      consumedPerSecond,
      arrivedPerSecond,
      fallingBehind,
      catchUpSeconds: fallingBehind ? 0 : catchUpSeconds,
      partitions: partitions.filter(({ lag }) => lag > 0).map(({ topic, partition, lag }) => ({ topic, partition, events: String(lag) })),
    };
  }

  @GrpcMethod('OpsService', 'ListHops')
  async listHops({ subject }: ListHopsRequest): Promise<ListHopsResponse> {
    const { rows } = await this.pool.query<HopRow>(
      `SELECT id, type, source, cause_id, trace_id, span_id, parent_span_id, linked_trace_id, linked_span_id, said_at, handled_at, duration_ms, outcome
       FROM whole.hop WHERE subject = $1 ORDER BY handled_at, id LIMIT $2`,
      [subject, hopLimit],
    );
    return {
      department: this.department,
      hops: rows.map((row) => ({
        id: row.id,
        type: row.type,
        source: row.source,
        causeId: row.cause_id ?? '',
        traceId: row.trace_id,
        spanId: row.span_id,
        parentSpanId: row.parent_span_id ?? '',
        linkedTraceId: row.linked_trace_id ?? '',
        linkedSpanId: row.linked_span_id ?? '',
        saidAt: row.said_at?.toISOString(),
        handledAt: row.handled_at.toISOString(),
        durationMs: row.duration_ms,
        outcome: row.outcome,
      })),
    };
  }
}

interface HopRow {
  id: string;
  type: string;
  source: string;
  cause_id: string | null;
  trace_id: string;
  span_id: string;
  parent_span_id: string | null;
  linked_trace_id: string | null;
  linked_span_id: string | null;
  said_at: Date | null;
  handled_at: Date;
  duration_ms: number;
  outcome: string;
}

const stored = (row: StoredRow) => ({
  subject: row.subject,
  eventId: row.event_id,
  type: row.type,
  source: row.source,
  sequence: row.sequence ?? '0',
  reason: row.reason,
  attempts: row.attempts,
  since: row.since.toISOString(),
});
