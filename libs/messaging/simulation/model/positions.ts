import type { Database } from '../store/database';

/** Positions move on from where they stand, never back and never from elsewhere. */
export function positionsMoveOn({ name, positionHistory }: Database): readonly string[] {
  const standing = new Map<string, number>();
  const found: string[] = [];
  for (const { place, stored, next } of positionHistory) {
    const at = standing.get(place);
    if (stored !== at || next <= (at ?? -1)) found.push(`${name}: ${place} moved from ${stored ?? 'nothing'} to ${next}, but it stood at ${at ?? 'nothing'}`);
    standing.set(place, next);
  }
  return found;
}
