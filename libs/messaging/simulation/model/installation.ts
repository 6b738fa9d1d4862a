import { Group } from '../bus/group';
import { Log } from '../bus/log';
import type { Broker } from '../bus/memory-bus';
import { Database } from '../store/database';
import { snapshotOf, visibleIn } from '../store/snapshots';
import type { StoreMutation } from '../store/store-mutation';
import { Process } from '../world/process';
import type { World } from '../world/world';
import { refundRoutes, reviewRoutes, type IllOf } from './departments';
import { startInstance, type Instance } from './instance';
import type { Plan } from './plan';
import { heard, topics } from './world-outside';

export type DepartmentName = 'intake' | 'review' | 'refund';
export const departmentNames: readonly DepartmentName[] = ['intake', 'review', 'refund'];

export interface Mutation {
  readonly store?: StoreMutation;
  readonly answersUnchecked?: true;
}

/** Two processes of each department: which one a name stands for changes with every restart. */
interface Seat {
  readonly department: DepartmentName;
  readonly name: string;
  instance: Instance;
}

const instancesEach = 2;
const restartMs = 40;

/** Three departments over one broker, and what outlives their processes. */
export class Installation {
  readonly databases: Readonly<Record<DepartmentName, Database>>;
  readonly broker: Broker;
  readonly seats: readonly Seat[];
  private readonly random: () => number;
  private births = 0;
  private restarting = 0;

  constructor(
    private readonly world: World,
    private readonly plan: Plan,
    private readonly illOf: IllOf,
    mutation: Mutation,
  ) {
    const database = (name: string): Database => new Database(name, mutation.store);
    this.databases = { intake: database('intake'), review: database('review'), refund: database('refund') };
    const { partitions, holes, batchMessages } = plan.bounds;
    const log = new Log((topic) => (topic === topics.intake || topic === topics.review ? partitions : 1));
    const groups = new Map(Object.entries(heard).map(([name, of]) => [name, new Group({ name, topics: of, batchMessages, log })]));
    this.broker = { log, holes, groups, nextPublish: undefined, away: false, answersUnchecked: mutation.answersUnchecked ?? false };
    this.random = chanceOf(plan.chance);
    this.seats = departmentNames.flatMap((department) =>
      Array.from({ length: instancesEach }, (_, index): Seat => {
        const name = `${department}-${index}`;
        return { department, name, instance: this.bear(department, name) };
      }),
    );
  }

  /** Kills a process; another takes its place a little later. */
  crash(seat: Seat): void {
    if (!seat.instance.process.alive) return;
    seat.instance.process.crash();
    this.restarting++;
    this.world.after(restartMs, () => {
      this.restarting--;
      seat.instance = this.bear(seat.department, seat.name);
    });
  }

  /** A living instance of a department, if there is one. */
  living(department: DepartmentName, which: number): Instance | undefined {
    const alive = this.seats.filter((seat) => seat.department === department && seat.instance.process.alive);
    return alive[which % alive.length]?.instance;
  }

  seat(which: number): Seat {
    return this.seats[which % this.seats.length] as Seat;
  }

  database(which: number): Database {
    return this.databases[departmentNames[which % departmentNames.length] as DepartmentName];
  }

  group(which: number): Group {
    const groups = [...this.broker.groups.values()];
    return groups[which % groups.length] as Group;
  }

  /** Nothing is under way: all read to the end, all published, nobody about to start. */
  get quiet(): boolean {
    if (this.restarting > 0) return false;
    for (const name of departmentNames) {
      const database = this.databases[name];
      if (!database.quiet) return false;
      if (!allPublished(database)) return false;
    }
    return Object.entries(heard).every(([name, of]) => of.every((topic) => this.broker.log.topic(topic).every((_, partition) => this.readToEnd(name as DepartmentName, topic, partition))));
  }

  private readToEnd(name: DepartmentName, topic: string, partition: number): boolean {
    const { messages } = this.broker.log.partition(topic, partition);
    return (this.databases[name].positions.committedOf(`${topic}/${partition}`) ?? 0) > (messages.at(-1)?.offset ?? -1);
  }

  private bear(department: DepartmentName, name: string): Instance {
    const process = new Process(`${name}.${++this.births}`, this.world, this.random);
    const routes = department === 'review' ? reviewRoutes(this.illOf) : department === 'refund' ? refundRoutes(this.illOf) : new Map();
    return startInstance({ department, process, database: this.databases[department], broker: this.broker, routes, topics: department === 'intake' ? [] : heard[department], bounds: this.plan.bounds });
  }
}

/** By what the relay itself knows: what it has lost sight of it will not publish. */
function allPublished({ relay, outbox, mutation }: Database): boolean {
  const published = snapshotOf(relay.published);
  if (!mutation.cursorOnId) return outbox.every(({ xid }) => visibleIn(published, xid));
  const last = Number(relay.published.split(':')[3] ?? 0);
  return outbox.every(({ outboxId }) => outboxId <= last);
}

/** mulberry32: chance that a seed brings back. */
function chanceOf(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
