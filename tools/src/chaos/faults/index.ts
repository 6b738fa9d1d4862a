import type { FaultName } from '../kinds';
import type { Inject } from '../world';
import { clockBack } from './clock';
import { duplicates } from './duplicates';
import { killCoordinator, killLeader, pauseBroker, rollingRestart } from './kafka';
import { cutOneWay, delay, halfOpen, reset } from './network';
import { fillConnections, fillDisk, holdLock, killPostgres, longTransaction, stopImmediately, terminateSessions } from './postgres';
import { killNamed, killRelayHolder, pauseNamed, pauseRelayHolder, rebalance, restartStorm } from './processes';

/** How each kind is done. */
export const injectors: Readonly<Record<FaultName, Inject>> = {
  'kill-service': killNamed,
  'kill-two': killNamed,
  'kill-relay-holder': killRelayHolder,
  'pause-service': pauseNamed,
  'pause-two': pauseNamed,
  'pause-relay-holder': pauseRelayHolder,
  'restart-storm': restartStorm,
  rebalance,
  'postgres-immediate-stop': stopImmediately,
  'postgres-kill': killPostgres,
  'sessions-terminated': terminateSessions,
  'connections-full': fillConnections,
  'long-transaction': longTransaction,
  'lock-held': holdLock,
  'disk-full': fillDisk,
  'kafka-leader-killed': killLeader,
  'kafka-broker-paused': pauseBroker,
  'kafka-rolling-restart': rollingRestart,
  'kafka-coordinator-lost': killCoordinator,
  'net-delay': delay,
  'net-cut-one-way': cutOneWay,
  'net-half-open': halfOpen,
  'net-reset': reset,
  'clock-back': clockBack,
  duplicates,
};
