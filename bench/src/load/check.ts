import { checkInvariants } from '@huiliu/testing';
import type { Stand } from './stand';
import { quiet } from './until';

export interface Verdict {
  readonly checked: readonly string[];
  readonly violations: readonly { readonly invariant: string; readonly detail: string }[];
}

const ofTheLoad = 'the outside world met no alarm';

/** Waits until all is quiet, writes the outside world's books down, stops the services and checks every invariant. */
export async function check(stand: Stand, say: (text: string) => void): Promise<Verdict> {
  const { world, system, databases, bus } = stand;
  say('waiting until all is quiet …');
  await quiet(stand);
  await world.saveBooks(system.storage.urls.sandbox);
  await system.stopServices();
  say('checking the invariants …');
  const { checked, violations } = await checkInvariants({ pools: databases.pools, bus });
  const alarms = world.alarms.map((detail) => ({ invariant: ofTheLoad, detail }));
  return { checked: [...checked, ofTheLoad], violations: [...violations.map(({ invariant, detail }) => ({ invariant, detail })), ...alarms] };
}
