import type { Scheduler } from 'fast-check';
import { World } from '../world/world';
import type { Process } from '../world/process';
import { failed, send, type Answered, type SentCommand } from './client';
import { commandsOf } from './departments';
import { strike } from './faults';
import { departmentNames, Installation, type Mutation } from './installation';
import type { Observation } from './observation';
import { stateOf } from './observe-memory';
import { positionsMoveOn } from './positions';
import { faultSteps, type Plan } from './plan';
import { violationsOf } from './properties';
import { Script, type Stopped } from './script';
import { othersWentOn } from './stopped';
import { caseIdOf, parcelMessage, replyId, replyMessage, topics } from './world-outside';

/** A case has to get there in so many steps, whatever went wrong before. */
const stepLimit = 12_000;
const retryMs = 25;

/** One run: chaos, healing, then what is stopped is mended. Answers what did not hold. */
export async function run(plan: Plan, scheduler: Scheduler, mutation: Mutation = {}): Promise<readonly string[]> {
  return new Run(plan, scheduler, mutation).toItsEnd();
}

class Run {
  private readonly world: World;
  private readonly installation: Installation;
  private readonly script: Script;
  /** What is being asked of instances at this moment. */
  private busy = 0;
  /** Senders of commands who have not got their answer and ask again. */
  private open = 0;

  constructor(
    private readonly plan: Plan,
    scheduler: Scheduler,
    mutation: Mutation,
  ) {
    this.world = new World(scheduler);
    this.script = new Script(plan);
    this.installation = new Installation(this.world, plan, this.script.illOf, mutation);
  }

  async toItsEnd(): Promise<readonly string[]> {
    this.script.commands.forEach((command, index) => this.world.after(command.planned.atMs, () => this.sending(command, index)));
    this.outsideWorld();
    const faults = [...this.plan.faults].sort((a, b) => a.step - b.step);
    while (this.world.steps < faultSteps && faults.length > 0) {
      for (let fault = faults[0]; fault && fault.step <= this.world.steps; fault = faults[0]) {
        faults.shift();
        strike(fault, { world: this.world, installation: this.installation, cases: this.plan.cases, mend: (which) => this.script.mend(which), replay: (which) => this.asking(which) });
      }
      await this.world.next();
    }
    this.heal();
    if (!(await this.becomesQuiet())) return this.stuck('after the faults');
    const meanwhile = othersWentOn(this.observe(), this.script.illOf);
    if (meanwhile.length > 0) return meanwhile;
    for (let round = 0; round < roundLimit && this.stopped().length > 0; round++) {
      this.goOn();
      if (!(await this.becomesQuiet())) return this.stuck('after mending');
    }
    if (!(await this.becomesQuiet(() => this.open === 0))) return this.stuck('at the end');
    return [...violationsOf(this.observe()), ...departmentNames.flatMap((name) => positionsMoveOn(this.installation.databases[name]))];
  }

  private observe(): Observation {
    const { databases, broker } = this.installation;
    return {
      plan: this.plan,
      departments: { intake: stateOf(databases.intake), review: stateOf(databases.review), refund: stateOf(databases.refund) },
      topics: { intake: broker.log.messages(topics.intake), review: broker.log.messages(topics.review), parcels: broker.log.messages(topics.parcels), replies: broker.log.messages(topics.replies), deadLetters: broker.log.messages(topics.deadLetters) },
      commands: this.script.commands,
      replies: this.plan.replies.map((reply, index) => ({ ...reply, id: replyId(index) })),
      parcels: this.plan.parcels,
    };
  }

  private stuck(when: string): readonly string[] {
    const leftovers = departmentNames.map((name) => `${name}: ${[...this.installation.databases[name].sessions].length} connections, ${this.installation.databases[name].underWay.size} transactions`);
    return [`no rest ${when} within ${stepLimit} steps: ${leftovers.join('; ')}; ${this.open} commands open`];
  }

  /** `also`: senders whose case is stopped go on asking; they are done only at the end. */
  private async becomesQuiet(also = (): boolean => true): Promise<boolean> {
    const until = this.world.steps + stepLimit;
    while (this.world.steps < until) {
      // What was just started first has to begin.
      for (let step = 0; step < 10; step++) await this.world.next();
      if (this.busy === 0 && also() && this.outsideDone && this.installation.quiet) return true;
    }
    return false;
  }

  private heal(): void {
    const { seats, broker } = this.installation;
    for (const { instance } of seats) instance.process.resume();
    broker.nextPublish = undefined;
    for (const name of departmentNames) this.installation.databases[name].losesCommit = undefined;
    for (const group of broker.groups.values()) group.rebalance();
  }

  private outsidePending = 0;

  private get outsideDone(): boolean {
    return this.outsidePending === 0 && this.started === this.script.commands.length;
  }

  private outsideWorld(): void {
    const { log } = this.installation.broker;
    const say = (atMs: number, write: () => void): void => {
      this.outsidePending++;
      this.world.after(atMs, () => {
        this.outsidePending--;
        write();
      });
    };
    this.plan.replies.forEach((reply, index) => {
      const copies = reply.malformed ? 1 : reply.copies;
      for (let copy = 0; copy < copies; copy++) say(reply.atMs + copy * 20, () => log.partition(topics.replies, 0).append([replyMessage(reply, replyId(index), this.plan.cases)], 0));
    });
    for (const parcel of this.plan.parcels) say(parcel.atMs, () => log.partition(topics.parcels, 0).append([parcelMessage(parcel, this.plan.cases)], 0));
  }

  private started = 0;

  private sending(command: SentCommand, index: number): void {
    this.started++;
    for (let sender = 0; sender < (command.planned.twice ? 2 : 1); sender++) {
      let which = index + sender;
      this.open++;
      const attempt = (): Promise<Answered> => this.working(this.attempt(command, which++));
      void send(command, attempt, (times) => this.world.sleep(retryMs * 2 ** Math.min(times, 8))).finally(() => this.open--);
    }
  }

  private async working<T>(work: Promise<T>): Promise<T> {
    this.busy++;
    try {
      return await work;
    } finally {
      this.busy--;
    }
  }

  private async attempt({ planned, request }: SentCommand, which: number): Promise<Answered> {
    const instance = this.installation.living(planned.department, which);
    if (!instance) return { kind: 'later' };
    const definition = commandsOf[planned.department][planned.kind];
    const asked = instance.commands.execute(definition, request, { principal: 'somebody', idempotencyKey: request.evidenceId, traceparent: undefined });
    return unlessDead(
      instance.process,
      asked.then((response): Answered => ({ kind: 'ok', response: JSON.stringify(response) }), failed),
    );
  }

  /** Somebody who looks at a case while everything is still going wrong. */
  private asking(which: number): void {
    const instance = this.installation.living(which % 2 === 0 ? 'review' : 'refund', which);
    if (!instance) return;
    const asked = instance.parking.replay(`case:${caseIdOf(which, this.plan.cases)}`).then((): Answered => ({ kind: 'unknown' }), failed);
    void this.working(unlessDead(instance.process, asked));
  }

  private stopped(): readonly Stopped[] {
    const { review, refund } = this.installation.databases;
    return this.script.stopped({ review: stateOf(review), refund: stateOf(refund) });
  }

  /** What was meant to be given up is given up; the rest is mended and replayed, which also lets go of a case that has nothing parked any more. */
  private goOn(): void {
    const log = this.installation.broker.log.messages(topics.intake);
    for (const stopped of this.stopped()) {
      const { department, subject, eventId } = stopped;
      const instance = this.installation.living(department, 0);
      if (!instance) continue;
      const givesUp = this.script.givesUp(stopped, log) && eventId !== undefined;
      const asked: Promise<unknown> = givesUp ? instance.parking.discard(subject, eventId, 'somebody', 'can not be mended') : instance.parking.replay(subject);
      void this.working(asked.catch(() => undefined));
    }
  }
}

const roundLimit = 30;

/** A process that dies answers nothing: then nobody knows. */
function unlessDead(process: Process, answer: Promise<Answered>): Promise<Answered> {
  return new Promise((resolve) => {
    const forget = process.onDeath(() => resolve({ kind: 'unknown' }));
    void answer.then((known) => {
      forget();
      resolve(known);
    });
  });
}
