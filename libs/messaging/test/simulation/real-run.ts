import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { messagingMigrations, type Bus, type BusMessage } from '../../src';
import { until } from '../../../testing/src/until';
import { failed, send, type Answered, type SentCommand } from '../../simulation/model/client';
import { commandsOf, refundRoutes, reviewRoutes } from '../../simulation/model/departments';
import type { Observation } from '../../simulation/model/observation';
import { FaultKind, type Plan, type PlannedFault } from '../../simulation/model/plan';
import { violationsOf } from '../../simulation/model/properties';
import { Script } from '../../simulation/model/script';
import { othersWentOn } from '../../simulation/model/stopped';
import { simEntities, simTableStatements } from '../../simulation/model/tables';
import { caseIdOf, heard, parcelMessage, replyId, replyMessage, topics } from '../../simulation/model/world-outside';
import { stateOf } from './observe-postgres';
import { RealInstance } from './real-instance';

export interface RealSurroundings {
  /** A bus as another process would have it, with topics of this run. */
  readonly bus: (instance: string) => Bus;
  freshDatabase(name: string): Promise<string>;
}

const departmentNames = ['intake', 'review', 'refund'] as const;
type DepartmentName = (typeof departmentNames)[number];

interface Department {
  readonly url: string;
  readonly dataSource: DataSource;
  /** The run's own eyes and hands. */
  readonly admin: Pool;
  readonly instances: RealInstance[];
}

/** A step of the simulation, in milliseconds of the real clock. */
const stepMs = 2;
const quietMs = 60_000;

/** One plan against real adapters: the same departments, commands, faults and properties as in the simulation, in real time. */
export class RealRun {
  private readonly script: Script;
  private readonly departments = new Map<DepartmentName, Department>();
  private readonly outside: Bus;
  private readonly ending: Promise<void>[] = [];
  private births = 0;

  constructor(
    private readonly plan: Plan,
    private readonly around: RealSurroundings,
  ) {
    this.script = new Script(plan);
    this.outside = around.bus('outside');
  }

  async toItsEnd(): Promise<readonly string[]> {
    const { partitions } = this.plan.bounds;
    await this.outside.ensureTopics(Object.values(topics).map((name) => ({ name, partitions: name === topics.intake || name === topics.review ? partitions : 1 })));
    for (const name of departmentNames) await this.open(name);
    try {
      const commands = this.script.commands.map((command, index) => this.sending(command, index));
      await Promise.all([this.outsideWorld(), this.chaos()]);
      await this.becomesQuiet(this.sendersAtRest(commands));
      const meanwhile = othersWentOn(await this.observe(), this.script.illOf);
      if (meanwhile.length > 0) return meanwhile;
      for (let round = 0; round < 30 && (await this.goOn()); round++) await this.becomesQuiet(Promise.resolve());
      await this.becomesQuiet(Promise.all(commands));
      return violationsOf(await this.observe());
    } finally {
      await this.close();
    }
  }

  private async open(name: DepartmentName): Promise<void> {
    const url = await this.around.freshDatabase(`sim_${name}`);
    const dataSource = new DataSource({ type: 'postgres', url, entities: simEntities, migrations: [...messagingMigrations], poolSize: 1 });
    await dataSource.initialize();
    await dataSource.runMigrations();
    for (const statement of simTableStatements) await dataSource.query(statement);
    const admin = new Pool({ connectionString: url, max: 2 });
    admin.on('error', () => undefined);
    const department: Department = { url, dataSource, admin, instances: [] };
    this.departments.set(name, department);
    for (let index = 0; index < 2; index++) department.instances.push(await this.bear(name));
  }

  private async bear(name: DepartmentName): Promise<RealInstance> {
    const { url, dataSource } = this.department(name);
    const instance = `${name}-${++this.births}`;
    const routes = name === 'review' ? reviewRoutes(this.script.illOf) : name === 'refund' ? refundRoutes(this.script.illOf) : new Map();
    const born = new RealInstance({ department: name, name: instance, url, dataSource, bus: this.around.bus(instance), routes, topics: name === 'intake' ? [] : heard[name], bounds: this.plan.bounds });
    await born.start();
    return born;
  }

  private department(name: DepartmentName): Department {
    const department = this.departments.get(name);
    if (!department) throw new Error(`${name} is not open`);
    return department;
  }

  private living(name: DepartmentName, which: number): RealInstance | undefined {
    const alive = this.department(name).instances.filter((instance) => instance.alive);
    return alive[which % alive.length];
  }

  private async sending(command: SentCommand, index: number): Promise<void> {
    await sleep(command.planned.atMs);
    const senders = Array.from({ length: command.planned.twice ? 2 : 1 }, (_, sender) => {
      let which = index + sender;
      return send(command, () => this.attempt(command, which++), (times) => sleep(25 * 2 ** Math.min(times, 4)));
    });
    await Promise.all(senders);
  }

  private async attempt({ planned, request }: SentCommand, which: number): Promise<Answered> {
    const instance = this.living(planned.department, which);
    if (!instance) return { kind: 'later' };
    const definition = commandsOf[planned.department][planned.kind];
    const answer = await instance.commands.execute(definition, request, { principal: 'somebody', idempotencyKey: request.evidenceId, traceparent: undefined }).then((response): Answered => ({ kind: 'ok', response: JSON.stringify(response) }), failed);
    // A process that died has told nobody; what its ended pool says is not an answer.
    return instance.alive ? answer : { kind: 'unknown' };
  }

  private async outsideWorld(): Promise<void> {
    const { replies, parcels, cases } = this.plan;
    const saying = replies.map(async (reply, index) => {
      await sleep(reply.atMs);
      const copies = reply.malformed ? 1 : reply.copies;
      for (let copy = 0; copy < copies; copy++) await this.outside.publish(topics.replies, [replyMessage(reply, replyId(index), cases)]);
    });
    const inOrder = (async () => {
      // Their order in the log is the plan's: a late copy only comes after what stands before it.
      for (const parcel of [...parcels].sort((a, b) => a.atMs - b.atMs)) await this.outside.publish(topics.parcels, [parcelMessage(parcel, cases)]);
    })();
    await Promise.all([...saying, inOrder]);
  }

  private async chaos(): Promise<void> {
    let at = 0;
    for (const fault of [...this.plan.faults].sort((a, b) => a.step - b.step)) {
      await sleep((fault.step - at) * stepMs);
      at = fault.step;
      await this.strike(fault);
    }
  }

  private async strike({ kind, which }: PlannedFault): Promise<void> {
    const name = departmentNames[which % departmentNames.length] ?? 'intake';
    const { admin, instances } = this.department(name);
    const index = which % 2;
    const instance = instances[index];
    if (!instance) return;
    if (kind === FaultKind.crash || kind === FaultKind.pause || kind === FaultKind.rebalance) {
      this.ending.push(instance.crash(admin));
      instances[index] = await this.bear(name);
    } else if (kind === FaultKind.cut || kind === FaultKind.stopDatabase) await instance.cut(admin);
    else if (kind === FaultKind.loseCommit) instance.store.next = 'commit';
    else if (kind === FaultKind.loseCommitAnswer) instance.store.next = 'answer';
    else if (kind === FaultKind.mend) this.script.mend(which);
    else if (kind === FaultKind.replay) await this.living(which % 2 === 0 ? 'review' : 'refund', which)?.parking.replay(`case:${caseIdOf(which, this.plan.cases)}`).catch(() => undefined);
    else if (kind === FaultKind.foreignTransaction) this.ending.push(this.foreignTransaction(admin));
  }

  private async foreignTransaction(admin: Pool): Promise<void> {
    const client = await admin.connect();
    await client.query('BEGIN');
    await client.query('SELECT pg_current_xact_id()');
    await sleep(100);
    await client.query('ROLLBACK');
    client.release();
  }

  /** Senders whose case is stopped ask on and on: they are done, or have heard that it is stopped. */
  private async sendersAtRest(commands: readonly Promise<void>[]): Promise<void> {
    const done = this.script.commands.map(() => false);
    commands.forEach((command, index) => void command.then(() => (done[index] = true)));
    await until('every sender has an answer, or knows that the case is stopped', () => this.script.commands.every((command, index) => done[index] === true || command.answers.at(-1)?.kind === 'later'), quietMs);
  }

  private async becomesQuiet(first: Promise<unknown>): Promise<void> {
    await first;
    await until('all is read, handled and published', () => this.isQuiet(), quietMs);
  }

  private async isQuiet(): Promise<boolean> {
    for (const name of departmentNames) {
      const { rows } = await this.department(name).admin.query<{ left: string }>('SELECT count(*) AS left FROM outbox, relay WHERE NOT pg_visible_in_snapshot(xid, published)');
      if (rows[0]?.left !== '0') return false;
    }
    for (const [name, of] of Object.entries(heard)) {
      const { positions } = await stateOf(this.department(name as DepartmentName).admin);
      const marks = await this.outside.watermarks(of);
      if (marks.some(({ topic, partition, low, high }) => (positions.get(`${topic}/${partition}`) ?? low) < high)) return false;
    }
    return true;
  }

  /** False: nothing is stopped. */
  private async goOn(): Promise<boolean> {
    const [review, refund] = await Promise.all([stateOf(this.department('review').admin), stateOf(this.department('refund').admin)]);
    const stopped = this.script.stopped({ review, refund });
    if (stopped.length === 0) return false;
    const log = (await this.read()).intake;
    for (const each of stopped) {
      const parking = this.living(each.department, 0)?.parking;
      const givesUp = this.script.givesUp(each, log);
      if (givesUp && each.eventId !== undefined) await parking?.discard(each.subject, each.eventId, 'somebody', 'can not be mended').catch(() => undefined);
      else await parking?.replay(each.subject).catch(() => undefined);
    }
    return true;
  }

  private async observe(): Promise<Observation> {
    const [intake, review, refund] = await Promise.all(departmentNames.map((name) => stateOf(this.department(name).admin)));
    if (!intake || !review || !refund) throw new Error('a department is missing');
    const { replies, parcels } = this.plan;
    return { plan: this.plan, departments: { intake, review, refund }, topics: await this.read(), commands: this.script.commands, replies: replies.map((reply, index) => ({ ...reply, id: replyId(index) })), parcels };
  }

  /** All topics from their beginning to their end of now; per key in the order of the log. */
  private async read(): Promise<Observation['topics']> {
    const names = Object.keys(topics) as (keyof typeof topics)[];
    const all = Object.values(topics);
    const marks = await this.outside.watermarks(all);
    const reached = new Map(marks.map(({ topic, partition, low }) => [`${topic}/${partition}`, low]));
    const messages = new Map<string, BusMessage[]>(all.map((topic) => [topic, []]));
    const subscription = await this.outside.subscribe({
      group: `reader-${++this.births}`,
      topics: all,
      position: (topic, partition) => Promise.resolve(reached.get(`${topic}/${partition}`)),
      onBatch: (batch) => {
        messages.get(batch.topic)?.push(...batch.messages);
        reached.set(`${batch.topic}/${batch.partition}`, batch.next);
        return Promise.resolve(batch.next);
      },
      onAlarm: () => undefined,
    });
    await until('the logs are read', () => marks.every(({ topic, partition, high }) => (reached.get(`${topic}/${partition}`) ?? 0) >= high), quietMs);
    await subscription.stop();
    return Object.fromEntries(names.map((name) => [name, messages.get(topics[name]) ?? []])) as unknown as Observation['topics'];
  }

  private async close(): Promise<void> {
    await Promise.all(this.ending);
    for (const { instances, admin, dataSource } of this.departments.values()) {
      await Promise.all(instances.map((instance) => instance.stop()));
      await admin.end();
      await dataSource.destroy();
    }
    await this.outside.close();
  }
}
