export interface Member {
  readonly member: string;
  readonly topics: readonly string[];
}

export interface Place {
  readonly topic: string;
  readonly partition: number;
  /** Who should have it. */
  readonly wanted: string | undefined;
  /** Who has it. Differs from `wanted` while it changes hands: the new one waits until the old one let go, or is dead. */
  readonly owner: string | undefined;
}

/**
 * Who should own which partition: as even as can be among the members that subscribe to the topic, and as little moved as that allows.
 * Pure, and the same in whatever member computes it.
 */
export function shareOut(places: readonly Place[], members: readonly Member[]): readonly Place[] {
  const load = new Map<string, number>();
  const loadOf = (member: string): number => load.get(member) ?? 0;
  const takers = (topic: string): string[] => members.filter((each) => each.topics.includes(topic)).map((each) => each.member).sort();
  const wanted = places.map((place) => {
    const keeps = place.wanted !== undefined && takers(place.topic).includes(place.wanted) ? place.wanted : undefined;
    if (keeps !== undefined) load.set(keeps, loadOf(keeps) + 1);
    return keeps;
  });
  const lightest = (topic: string): string | undefined => takers(topic).reduce<string | undefined>((best, each) => (best === undefined || loadOf(each) < loadOf(best) ? each : best), undefined);
  const give = (index: number, topic: string): void => {
    const from = wanted[index];
    const to = lightest(topic);
    if (to === undefined || (from !== undefined && loadOf(from) - loadOf(to) < 2)) return;
    if (from !== undefined) load.set(from, loadOf(from) - 1);
    load.set(to, loadOf(to) + 1);
    wanted[index] = to;
  };
  // First what nobody has, then from the heavy to the light.
  places.forEach((place, index) => wanted[index] === undefined && give(index, place.topic));
  places.forEach((place, index) => give(index, place.topic));
  return places.map((place, index) => ({ ...place, wanted: wanted[index] }));
}

/**
 * What a member writes back when it reports: partitions of the dead and those it let go of are free, what is free and meant for it is its own.
 * `released`: `topic/partition` that `me` no longer works on.
 */
export function settle(places: readonly Place[], members: readonly Member[], me: string, released: ReadonlySet<string>): readonly Place[] {
  const alive = new Set(members.map((each) => each.member));
  const freed = places.map((place) => {
    const gone = place.owner !== undefined && (!alive.has(place.owner) || (place.owner === me && released.has(`${place.topic}/${place.partition}`)));
    return gone ? { ...place, owner: undefined } : place;
  });
  return shareOut(freed, members).map((place) => (place.owner === undefined && place.wanted === me ? { ...place, owner: me } : place));
}
