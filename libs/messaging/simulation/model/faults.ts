import { ForeignTransaction } from '../store/foreign-transaction';
import type { World } from '../world/world';
import type { Installation } from './installation';
import { FaultKind, publishFaultOf, type PlannedFault } from './plan';
import { caseIdOf } from './world-outside';

export interface FaultSurroundings {
  readonly world: World;
  readonly installation: Installation;
  readonly cases: number;
  mend(which: number): void;
  /** Somebody asks for a replay of a stopped case. */
  replay(which: number): void;
}

const awayMs = 40;
const foreignMs = 60;
const clockBackMs = -300_000;

/** Lets one thing go wrong. What lasts ends by itself after a while of the simulated clock. */
export function strike({ kind, which }: PlannedFault, around: FaultSurroundings): void {
  const { world, installation } = around;
  const { broker } = installation;
  const seat = installation.seat(which);
  const { process } = seat.instance;
  const database = installation.database(which);
  switch (kind) {
    case FaultKind.crash:
      return installation.crash(seat);
    case FaultKind.pause:
      return process.pause();
    case FaultKind.resume:
      for (const each of installation.seats) each.instance.process.resume();
      return;
    case FaultKind.cut:
      return database.cutAll();
    case FaultKind.stopDatabase:
      database.away = true;
      database.cutAll();
      world.after(awayMs, () => (database.away = false));
      return;
    case FaultKind.loseCommit:
      database.losesCommit = 'commit';
      return;
    case FaultKind.loseCommitAnswer:
      database.losesCommit = 'answer';
      return;
    case FaultKind.stopBroker:
      broker.away = true;
      world.after(awayMs, () => (broker.away = false));
      return;
    case FaultKind.refusePublish:
    case FaultKind.losePublishAnswer:
    case FaultKind.partialPublish:
      broker.nextPublish = publishFaultOf[kind];
      return;
    case FaultKind.rebalance:
      return installation.group(which).rebalance();
    case FaultKind.everybodyOwnsAll:
      return installation.group(which).everybodyOwnsAll();
    case FaultKind.foreignTransaction: {
      const foreign = new ForeignTransaction(database, which % 2 === 0 ? undefined : `case:${caseIdOf(which, around.cases)}`);
      world.after(foreignMs, () => foreign.end());
      return;
    }
    case FaultKind.clockBack:
      process.wallClockOffsetMs = clockBackMs;
      return;
    case FaultKind.mend:
      return around.mend(which);
    case FaultKind.replay:
      return around.replay(which);
  }
}
