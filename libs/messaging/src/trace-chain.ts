import type { Hop } from '@huiliu/contracts';

/** What one department answered to ListHops. */
export interface DepartmentHops {
  readonly department: string;
  readonly hops: readonly Hop[];
}

/** What was handled: an event of a department, one from outside, a command, a clock that ran out, the result of an outside call. */
export type HopKind = 'event' | 'outside' | 'command' | 'timer' | 'intent';

export interface ChainHop extends Hop {
  /** Place in the chain, from 1; edges and gaps refer to it. */
  readonly number: number;
  readonly department: string;
  readonly kind: HopKind;
  /**
   * From when the event was said, or the outside call decided, to when its effect was there. Missing where nothing of ours waited; what comes
   * from outside carries business time.
   */
  readonly waitMs: number | undefined;
}

/** `span_path`: below the other's span, with spans in between that are no hops, as those of an outside system. */
export type EdgeKind = 'cause' | 'parent_span' | 'span_path' | 'link';

/** A span that is no hop, by which one hop may hang on another. */
export interface SpanBetween {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string | undefined;
}

/** `from` led to `to`. */
export interface ChainEdge {
  readonly from: number;
  readonly to: number;
  readonly kinds: readonly EdgeKind[];
}

export const gapReasons = {
  CAUSE_NOT_NAMED: 'it does not say what caused it',
  CAUSE_NOT_FOUND: 'no department has what caused it among its hops',
  SPAN_NOT_CONNECTED: 'its span does not hang on the span of what caused it',
  TRACE_NOT_LINKED: 'its trace is linked to none of the others',
  CAUSE_CIRCULAR: 'following its causes leads in a circle',
} as const;
export type GapReason = keyof typeof gapReasons;

export interface ChainGap {
  readonly hop: number;
  readonly reason: GapReason;
  readonly message: string;
}

/** Everything that happened to one subject, over all departments. */
export interface TraceChain {
  /** In causal order: what led to something comes before it, whatever the clocks say. */
  readonly hops: readonly ChainHop[];
  readonly edges: readonly ChainEdge[];
  /** Where it begins, and begins again: commands, timers, events from outside. */
  readonly roots: readonly number[];
  /** In the order of their first hop. */
  readonly traceIds: readonly string[];
  readonly missing: readonly ChainGap[];
  /** There is at least one hop, and nothing is missing between the first and the last. */
  readonly complete: boolean;
}

interface Node {
  readonly department: string;
  readonly hop: Hop;
  readonly kind: HopKind;
  cause?: Node;
  /** What led to it directly, and how that is known. */
  readonly before: Map<Node, EdgeKind[]>;
}

/**
 * Joins what the departments keep about one subject into one chain. The id of an inner event's hop is the event's; its `causeId` is the id of the
 * hop in which the event was said, in the department that said it. Commands, timers and events from outside begin: they need no cause,
 * but their trace has to be linked to the others.
 * @param between further spans of these traces, where they are kept: they show what an outside system answered. Nothing is missing without them.
 */
export function joinHops(answers: readonly DepartmentHops[], between: readonly SpanBetween[] = []): TraceChain {
  const nodes = nodesOf(answers);
  connect(nodes, between);
  const { ordered, circular } = inCausalOrder(nodes);
  const numbers = new Map(ordered.map((node, index) => [node, index + 1]));
  const numberOf = (node: Node): number => numbers.get(node) ?? 0;
  const stray = strayTraces(ordered);
  const missing = ordered.flatMap((node) => {
    const reason = gapOf(node, circular, stray);
    return reason ? [{ hop: numberOf(node), reason, message: gapReasons[reason] }] : [];
  });
  return {
    hops: ordered.map((node) => ({ ...node.hop, number: numberOf(node), department: node.department, kind: node.kind, waitMs: waitOf(node) })),
    edges: ordered.flatMap((to) => [...to.before].map(([from, kinds]) => ({ from: numberOf(from), to: numberOf(to), kinds })).sort((a, b) => a.from - b.from)),
    roots: ordered.filter(isRoot).map(numberOf),
    traceIds: [...new Set(ordered.map(({ hop }) => hop.traceId))],
    missing,
    complete: ordered.length > 0 && missing.length === 0,
  };
}

const idIn = (department: string, id: string): string => `${department}\n${id}`;
const spanId = (traceId: string, span: string): string => `${traceId}/${span}`;

/** One per department and id: several instances may answer for one department. */
function nodesOf(answers: readonly DepartmentHops[]): readonly Node[] {
  const nodes = answers.flatMap(({ department, hops }) => hops.map((hop): Node => ({ department, hop, kind: kindOf(hop), before: new Map() })));
  return [...byOwnId(nodes).values()];
}

const byOwnId = (nodes: readonly Node[]): ReadonlyMap<string, Node> => new Map(nodes.map((node) => [idIn(node.department, node.hop.id), node]));

function kindOf({ source }: Hop): HopKind {
  if (source === 'command' || source === 'timer' || source === 'intent') return source;
  return sayerOf(source) === undefined ? 'outside' : 'event';
}

/** The department that `urn:huiliu:<department>` names; systems outside have longer names, or others altogether. */
const sayerOf = (source: string): string | undefined => /^urn:huiliu:([a-z]+)$/.exec(source)?.[1];

function connect(nodes: readonly Node[], between: readonly SpanBetween[]): void {
  const byId = byOwnId(nodes);
  const inBetween = new Map(between.map((span) => [spanId(span.traceId, span.spanId), span]));
  const bySpan = new Map(nodes.map((node) => [spanId(node.hop.traceId, node.hop.spanId), node]));
  for (const node of nodes) {
    const { hop, kind, department } = node;
    // An outside system's cause is the id of the public event it answers: no hop of ours. Its span tells more.
    const sayer = kind === 'intent' ? department : kind === 'event' ? sayerOf(hop.source) : undefined;
    const cause = sayer === undefined ? undefined : byId.get(idIn(sayer, hop.causeId));
    if (cause) node.cause = cause;
    addEdge(node, cause, 'cause');
    const parent = bySpan.get(spanId(hop.traceId, hop.parentSpanId));
    if (parent) addEdge(node, parent, 'parent_span');
    else addEdge(node, hopAbove(hop, bySpan, inBetween), 'span_path');
    addEdge(node, bySpan.get(spanId(hop.linkedTraceId, hop.linkedSpanId)), 'link');
  }
}

/** The nearest hop above, through spans that are none. */
function hopAbove({ traceId, parentSpanId }: Hop, bySpan: ReadonlyMap<string, Node>, between: ReadonlyMap<string, SpanBetween>): Node | undefined {
  let at: string | undefined = parentSpanId;
  for (let depth = 0; at && depth < spanPathLimit; depth++) {
    const hop = bySpan.get(spanId(traceId, at));
    if (hop) return hop;
    at = between.get(spanId(traceId, at))?.parentSpanId;
  }
  return undefined;
}

const spanPathLimit = 100;

function addEdge(to: Node, from: Node | undefined, kind: EdgeKind): void {
  if (from && from !== to) to.before.set(from, [...(to.before.get(from) ?? []), kind]);
}

/** Earliest first among those whose predecessors are all placed. What is left over hangs on a circle. */
function inCausalOrder(nodes: readonly Node[]): { ordered: readonly Node[]; circular: ReadonlySet<Node> } {
  const byTime = nodes.map((node, index) => ({ node, index, at: timeOf(node.hop.handledAt) ?? 0 })).sort((a, b) => a.at - b.at || compare(a.node.department, b.node.department) || a.index - b.index);
  const place = new Map(byTime.map(({ node }, index) => [node, index]));
  const open = new Map(nodes.map((node) => [node, node.before.size]));
  const after = new Map<Node, Node[]>();
  for (const node of nodes) for (const from of node.before.keys()) after.set(from, [...(after.get(from) ?? []), node]);
  const ready = byTime.map(({ node }) => node).filter((node) => node.before.size === 0);
  const ordered: Node[] = [];
  for (let node = ready.shift(); node; node = ready.shift()) {
    ordered.push(node);
    for (const next of after.get(node) ?? []) {
      const left = (open.get(next) ?? 0) - 1;
      open.set(next, left);
      if (left === 0) insertBy(ready, next, (each) => place.get(each) ?? 0);
    }
  }
  const circular = byTime.map(({ node }) => node).filter((node) => (open.get(node) ?? 0) > 0);
  return { ordered: [...ordered, ...circular], circular: new Set(circular) };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function insertBy<T>(sorted: T[], item: T, rank: (item: T) => number): void {
  let low = 0;
  for (let high = sorted.length; low < high; ) {
    const middle = (low + high) >>> 1;
    if (rank(sorted[middle] as T) < rank(item)) low = middle + 1;
    else high = middle;
  }
  sorted.splice(low, 0, item);
}

function gapOf(node: Node, circular: ReadonlySet<Node>, stray: ReadonlySet<string>): GapReason | undefined {
  const { hop, cause } = node;
  if (circular.has(node)) return 'CAUSE_CIRCULAR';
  if (!isRoot(node)) {
    if (hop.causeId === '') return 'CAUSE_NOT_NAMED';
    if (!cause) return 'CAUSE_NOT_FOUND';
    if (!node.before.get(cause)?.includes('parent_span')) return 'SPAN_NOT_CONNECTED';
  }
  return stray.has(hop.traceId) ? 'TRACE_NOT_LINKED' : undefined;
}

const isRoot = ({ kind }: Node): boolean => kind !== 'event' && kind !== 'intent';

/** Traces that no edge, and no link by its trace alone, connects with the trace of the first hop. */
function strayTraces(ordered: readonly Node[]): ReadonlySet<string> {
  const neighbours = new Map<string, Set<string>>(ordered.map(({ hop }) => [hop.traceId, new Set()]));
  const join = (a: string, b: string): void => {
    neighbours.get(a)?.add(b);
    neighbours.get(b)?.add(a);
  };
  for (const { hop, before } of ordered) {
    if (hop.linkedTraceId !== '') join(hop.traceId, hop.linkedTraceId);
    for (const from of before.keys()) join(hop.traceId, from.hop.traceId);
  }
  const stray = new Set(neighbours.keys());
  const reached = ordered[0] ? [ordered[0].hop.traceId] : [];
  for (let trace = reached.pop(); trace !== undefined; trace = reached.pop()) {
    if (stray.delete(trace)) reached.push(...(neighbours.get(trace) ?? []));
  }
  return stray;
}

function waitOf({ hop, kind, cause }: Node): number | undefined {
  const since = kind === 'event' ? timeOf(hop.saidAt) : kind === 'intent' ? timeOf(cause?.hop.handledAt) : undefined;
  const handled = timeOf(hop.handledAt);
  return since === undefined || handled === undefined ? undefined : Math.max(0, handled - since);
}

function timeOf(text: string | undefined): number | undefined {
  const time = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}
