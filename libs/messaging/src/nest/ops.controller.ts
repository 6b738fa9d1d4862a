import { Controller, Inject } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import type { Pool } from 'pg';
import type {
  DiscardManyParkedRequest,
  DiscardManyParkedResponse,
  DiscardParkedRequest,
  DiscardParkedResponse,
  Hop,
  ListHopsRequest,
  ListHopsResponse,
  ListParkedRequest,
  ListParkedResponse,
  ListTimersRequest,
  ListTimersResponse,
  ListWaitingRequest,
  ListWaitingResponse,
  LookAtSubjectRequest,
  LookAtSubjectResponse,
  ReplayManyParkedRequest,
  ReplayManyParkedResponse,
  ReplayParkedRequest,
  ReplayParkedResponse,
  ShowLagResponse,
  Timer,
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

  @GrpcMethod('OpsService', 'ReplayManyParked')
  replayManyParked({ type, limit }: ReplayManyParkedRequest): Promise<ReplayManyParkedResponse> {
    return this.parking.replayMany(type, limit);
  }

  @GrpcMethod('OpsService', 'DiscardManyParked')
  discardManyParked({ type, limit, discardedBy, reason }: DiscardManyParkedRequest): Promise<DiscardManyParkedResponse> {
    return this.parking.discardMany(type, limit, discardedBy, reason);
  }

  @GrpcMethod('OpsService', 'LookAtSubject')
  async lookAtSubject({ subject }: LookAtSubjectRequest): Promise<LookAtSubjectResponse> {
    const [heads, { events: parked }, { events: waiting }, timers, calls, hops] = await Promise.all([
      this.pool.query<{ blocked: boolean }>('SELECT blocked FROM head WHERE subject = $1', [subject]),
      this.listParked({ subject, limit: 0 }),
      this.listWaiting({ subject, limit: 0 }),
      this.pool.query<TimerRow>('SELECT subject, name, due_at FROM timer WHERE subject = $1 ORDER BY due_at, name', [subject]),
      this.pool.query<CallRow>('SELECT id, kind, attempts, due_at FROM intent WHERE open AND subject = $1 ORDER BY due_at, id', [subject]),
      this.pool.query<HopRow>(`SELECT ${hopColumns} FROM whole.hop WHERE subject = $1 ORDER BY handled_at DESC, id DESC LIMIT 1`, [subject]),
    ]);
    const [last] = hops.rows.map(hopOf);
    return {
      department: this.department,
      known: heads.rows.length > 0,
      blocked: heads.rows[0]?.blocked === true,
      parked,
      waiting,
      timers: timers.rows.map(timerOf),
      calls: calls.rows.map(({ id, kind, attempts, due_at }) => ({ id, kind, attempts, dueAt: due_at.toISOString() })),
      ...(last && { last }),
    };
  }

  @GrpcMethod('OpsService', 'ListTimers')
  async listTimers({ dueBefore, limit }: ListTimersRequest): Promise<ListTimersResponse> {
    const { rows } = await this.pool.query<TimerRow>('SELECT subject, name, due_at FROM timer WHERE $1::timestamptz IS NULL OR due_at <= $1 ORDER BY due_at, subject, name LIMIT $2', [dueBefore ?? null, limit || defaultLimit]);
    return { timers: rows.map(timerOf) };
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
    const { rows } = await this.pool.query<HopRow>(`SELECT ${hopColumns} FROM whole.hop WHERE subject = $1 ORDER BY handled_at, id LIMIT $2`, [subject, hopLimit]);
    return { department: this.department, hops: rows.map(hopOf) };
  }
}

const hopColumns = 'id, type, source, cause_id, trace_id, span_id, parent_span_id, linked_trace_id, linked_span_id, said_at, handled_at, duration_ms, outcome';

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

const hopOf = (row: HopRow): Hop => ({
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
});

interface TimerRow {
  subject: string;
  name: string;
  due_at: Date;
}

const timerOf = ({ subject, name, due_at }: TimerRow): Timer => ({ subject, kind: name, dueAt: due_at.toISOString() });

interface CallRow {
  id: string;
  kind: string;
  attempts: number;
  due_at: Date;
}
