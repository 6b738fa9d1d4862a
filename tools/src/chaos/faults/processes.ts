import type { DepartmentName } from '../../storage';
import { instanceNames } from '../kinds';
import { childNamed, pause, repeated, type Begun, type Inject, type World } from '../world';

const kill = (world: World, names: readonly string[]): Promise<Begun> => {
  for (const name of names) childNamed(world, name).signal('SIGKILL');
  return Promise.resolve({});
};

const hold = (world: World, names: readonly string[]): Promise<Begun> => {
  const children = names.map((name) => childNamed(world, name));
  for (const child of children) child.signal('SIGSTOP');
  const end = (): Promise<void> => {
    for (const child of children) child.signal('SIGCONT');
    return Promise.resolve();
  };
  return Promise.resolve({ end });
};

/** Between two leases nobody holds it: then any instance will do. */
async function relayHolder({ databases, setup, say }: World, department: string): Promise<string> {
  const { rows } = await databases.pools[department as DepartmentName].query<{ holder: string | null }>('SELECT holder FROM relay');
  const instances = instanceNames(setup).filter((name) => name.startsWith(department));
  const holder = instances.find((name) => name === rows[0]?.holder) ?? instances[0] ?? department;
  say(`  the relay of ${department} is held by ${holder}`);
  return holder;
}

export const killNamed: Inject = (world, { target }) => kill(world, target.split(' '));
export const pauseNamed: Inject = (world, { target }) => hold(world, target.split(' '));
export const killRelayHolder: Inject = async (world, { target }) => kill(world, [await relayHolder(world, target)]);
export const pauseRelayHolder: Inject = async (world, { target }) => hold(world, [await relayHolder(world, target)]);

export const restartStorm: Inject = (world, _fault, random) =>
  Promise.resolve(
    repeated(async (signal) => {
      for (const child of random.shuffled(world.system.children)) {
        if (signal.aborted) return;
        child.signal('SIGKILL');
        await pause(random.between(20, 150), signal);
      }
    }, () => 500),
  );

const backLimitMs = 20_000;

/** One instance after the other, each gone only when the one before it is back: the group changes all the time, and is never without a member. */
export const rebalance: Inject = (world, { target }, random) => {
  const own = instanceNames(world.setup).filter((name) => name.startsWith(target));
  let next = 0;
  const step = async (signal: AbortSignal): Promise<void> => {
    const child = childNamed(world, own[next++ % own.length] ?? target);
    await child.restart();
    for (const deadline = Date.now() + backLimitMs; !signal.aborted && Date.now() < deadline && (await child.notReady()) !== undefined; ) await pause(100, signal);
  };
  return Promise.resolve(repeated(step, () => random.between(100, 800)));
};
