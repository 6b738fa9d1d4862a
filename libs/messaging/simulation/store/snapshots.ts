/** pg_snapshot: `xmin:xmax:xid,xid …`, the last those that were under way. */
export interface Snapshot {
  readonly xmax: number;
  readonly underWay: ReadonlySet<number>;
}

export const textOf = (xmax: number, underWay: Iterable<number>): string => {
  const xids = [...underWay].sort((a, b) => a - b);
  return `${xids[0] ?? xmax}:${xmax}:${xids.join(',')}`;
};

export function snapshotOf(text: string): Snapshot {
  const [, xmax = '1', xids = ''] = text.split(':');
  return { xmax: Number(xmax), underWay: new Set(xids === '' ? [] : xids.split(',').map(Number)) };
}

/** pg_visible_in_snapshot: whether a transaction had ended by then, provided that it was not rolled back. */
export const visibleIn = ({ xmax, underWay }: Snapshot, xid: number): boolean => xid < xmax && !underWay.has(xid);
