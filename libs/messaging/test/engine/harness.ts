import { randomUUID } from 'node:crypto';
import { Column, DataSource, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Pool } from 'pg';
import { CaseApproved, CaseSubmitted, EvidenceAdded, SurveyReplied, type EventContract } from '@huiliu/contracts';
import { sharedPostgres } from '@huiliu/testing';
import { aggregate, appendOnly, defaultMessagingLimits, done, encode, messagingMigrations, type BusMessage, type MessagingLimits, type Outcome, type Route, type TablesOf, type WorkBase } from '../../src';
import { CommandBus } from '../../src/engine/commands';
import { Consumer } from '../../src/engine/consumer';
import { Parking } from '../../src/engine/parking';
import type { Observer } from '../../src/engine/observer';
import { PostgresStore } from '../../src/engine/store/postgres-store';
import type { EngineOptions } from '../../src/engine/unit-of-work';
import { BoundTables } from '../../src/tables/session';
import { Recall } from '../../src/engine/recall';
import { sourceOf } from '../../src/envelope';

@Entity({ name: 'test_case' })
export class TestCaseRow {
  @PrimaryColumn('text', { name: 'case_id' })
  caseId!: string;

  @VersionColumn({ name: 'version' })
  version!: number;

  @Column('jsonb')
  doc!: TestCase;
}

@Entity({ name: 'test_entry' })
export class TestEntryRow {
  @PrimaryColumn('text')
  id!: string;

  @Column('text', { name: 'case_id' })
  caseId!: string;
}

/** What the test department keeps of a case: the ids of the events it has seen, in order. */
export interface TestCase {
  readonly seen: readonly string[];
}

export const testTables = {
  cases: aggregate({ entity: TestCaseRow, toRow: (caseId, doc: TestCase) => ({ caseId, doc }), fromRow: (row): TestCase => row.doc }),
  entries: appendOnly(TestEntryRow),
};
export type TestWork = WorkBase & TablesOf<typeof testTables>;

export type Handler = (work: TestWork, eventId: string, subject: string, data: object) => Outcome;

/** Notes the event in its case and says one of its own: the shape of every department's work. */
export const remember: Handler = (work, eventId, subject) => {
  const caseId = subject.slice('case:'.length);
  work.cases.put(caseId, { seen: [...(work.cases.get(caseId)?.seen ?? []), eventId] });
  work.entries.add({ id: `${eventId}@${subject}`, caseId });
  work.say(CaseApproved, subject, approved(caseId));
  return done();
};

const approved = (caseId: string): CaseApproved => ({
  ref: { caseId, caseNumber: 'N', orderId: 'O' },
  type: 'CASE_TYPE_RETURN',
  lines: [],
  decision: { policyVersion: '1', ruleIds: [], decidedBy: 'rules', decidedAt: '2026-01-01T00:00:00Z', facts: {} },
  requestedAt: '2026-01-01T00:00:00Z',
});

export interface Department {
  readonly pool: Pool;
  readonly dataSource: DataSource;
  readonly consumer: Consumer;
  readonly parking: Parking;
  readonly commands: CommandBus;
  readonly options: EngineOptions;
  readonly alarms: string[];
  /** A second process of the same department: shares the database, nothing else. */
  another(): Consumer;
  caseOf(id: string): Promise<TestCase | undefined>;
  column<T = string>(sql: string, values?: unknown[]): Promise<T[]>;
  close(): Promise<void>;
}

/** The department `review` with a handler of the test's choosing for every event it hears. */
export async function department(handler: Handler, settings: { limits?: Partial<MessagingLimits>; route?: Partial<Route>; rebuilding?: boolean; catchingUp?: () => boolean; passesOver?: () => boolean } = {}): Promise<Department> {
  const postgres = await sharedPostgres();
  const url = await postgres.freshDatabase('engine');
  const dataSource = new DataSource({ type: 'postgres', url, entities: [TestCaseRow, TestEntryRow], migrations: [...messagingMigrations], poolSize: 8, extra: { pipeline: true } });
  await dataSource.initialize();
  await dataSource.runMigrations();
  await dataSource.query('CREATE TABLE test_case (case_id text PRIMARY KEY, version int NOT NULL, doc jsonb NOT NULL)');
  await dataSource.query('CREATE TABLE test_entry (id text PRIMARY KEY, case_id text NOT NULL)');
  const pool = (dataSource.driver as unknown as { master: Pool }).master;
  pool.on('error', () => undefined);
  const alarms: string[] = [];
  const nothing = (): void => undefined;
  const observer: Observer = { batch: nothing, event: nothing, skipped: (type) => alarms.push(`skipped ${type}`), poison: nothing, deadLettered: (_topic, _type, code) => alarms.push(`dead ${code}`), command: nothing, published: nothing, alarm: (code) => alarms.push(code), notice: nothing };
  const route = (contract: EventContract<object>): [string, Route] => [
    contract.type,
    {
      contract,
      subject: undefined,
      heads: () => [],
      rows: (data) => ({ cases: [caseIdOf(data)] }),
      handle: (data, context) => handler(context.work as TestWork, context.event.id, context.event.subject, data),
      ...settings.route,
    },
  ];
  const routes = new Map([route(CaseSubmitted), route(EvidenceAdded), route(SurveyReplied)]);
  const options: EngineOptions = {
    pool,
    store: new PostgresStore(pool, { source: sourceOf('review'), batches: () => true }),
    core: { department: 'review', tables: new BoundTables(dataSource, testTables), sourceEpoch: () => 1, rebuilding: settings.rebuilding ?? false, recall: new Recall(4), ...(settings.catchingUp && { catchingUp: settings.catchingUp }), ...(settings.passesOver && { passesOver: settings.passesOver }) },
    routes,
    limits: { ...defaultMessagingLimits, ...settings.limits },
    observer,
    onCommit: nothing,
    clock: () => new Date(),
  };
  const column = async <T>(sql: string, values: unknown[] = []): Promise<T[]> => (await pool.query<Record<string, T>>(sql, values)).rows.map((row) => Object.values(row)[0] as T);
  return {
    pool,
    dataSource,
    consumer: new Consumer(options),
    parking: new Parking(options),
    commands: new CommandBus(options),
    options,
    alarms,
    another: () => new Consumer(options),
    caseOf: async (id) => (await column<TestCase>('SELECT doc FROM test_case WHERE case_id = $1', [id]))[0],
    column,
    close: async () => dataSource.destroy(),
  };
}

function caseIdOf(data: object): string {
  if ('ref' in data) return (data.ref as { caseId: string }).caseId;
  return (data as { caseId: string }).caseId;
}

export const intakeTopic = 'huiliu.intake.v1';

/** An event of intake about a case, as it comes off the bus. */
export function evidence(offset: number, caseId: string, sequence: number, more: { epoch?: number; id?: string; source?: string; type?: string; value?: string; subject?: string } = {}): BusMessage {
  const { epoch = 1, source = 'urn:huiliu:intake', type = EvidenceAdded.type } = more;
  const id = more.id ?? `intake/${epoch}/case:${caseId}/${sequence}`;
  const data: EvidenceAdded = { ref: { caseId, caseNumber: 'N', orderId: 'O' }, evidenceId: 'E', kind: 'photo', evidenceCount: 1 };
  const message = encode({ id, type, source, subject: more.subject ?? `case:${caseId}`, time: '2026-01-01T00:00:00Z', sequence, epoch, traceparent: undefined, causeId: undefined, value: more.value ?? JSON.stringify(data) });
  return { ...message, offset };
}

/** A reply from outside: no sequence, known by its source and id. */
export function reply(offset: number, caseId: string, id: string, value?: string): BusMessage {
  const data = { caseId, surveyId: 'S', score: 5, comment: '', repliedAt: '2026-01-01T00:00:00Z' };
  const message = encode({ id, type: SurveyReplied.type, source: 'urn:crm', subject: `case:${caseId}`, time: '', sequence: undefined, epoch: undefined, traceparent: undefined, causeId: undefined, value: value ?? JSON.stringify(data) });
  return { ...message, offset };
}

export const batchOf = (messages: readonly BusMessage[], topic = intakeTopic, partition = 0) => ({
  topic,
  partition,
  messages,
  next: (messages.at(-1)?.offset ?? -1) + 1,
  assigned: () => true,
});

export const newCase = (): string => randomUUID();
