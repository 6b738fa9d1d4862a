import { kindOf, type FaultName, type Setup } from './kinds';
import { randomOf, type Random } from './random';

export interface PlannedFault {
  readonly kind: FaultName;
  readonly target: string;
  readonly lastsSeconds: number;
  /** Draws what is left to chance within the fault. */
  readonly seed: number;
}

/** One fault, or two that overlap. The next round begins when everything has recovered, and not before its time. */
export interface Round {
  readonly number: number;
  /** Earliest, since the load began. */
  readonly atSeconds: number;
  readonly faults: readonly [PlannedFault] | readonly [PlannedFault, PlannedFault];
  /** How long after the first one the second begins. */
  readonly secondAfterSeconds: number;
}

export interface PlanOptions extends Setup {
  readonly seed: number;
  /** Faults begin within so many seconds. */
  readonly seconds: number;
  readonly faults: readonly FaultName[];
}

const firstAtSeconds = 2;
/** What a recovery usually takes: the plan leaves room for it. */
const roomSeconds = { embedded: 4, kafka: 6 } as const;
const shareOfTwoAtOnce = 0.25;

/** All that will be done to the system, drawn up front: the same for the same options. Every kind comes once before one comes again. */
export function drawPlan(options: PlanOptions): Round[] {
  const random = randomOf(options.seed, 'plan');
  const deck = new Deck(options.faults, random);
  const rounds: Round[] = [];
  if (options.faults.length === 0) return rounds;
  for (let at = firstAtSeconds; rounds.length === 0 || at < options.seconds; ) {
    const first = drawFault(deck.draw(), options, random);
    const second = random.chance(shareOfTwoAtOnce) ? secondTo(first, deck, options, random) : undefined;
    const secondAfterSeconds = second ? random.between(0, 20) / 10 : 0;
    rounds.push({ number: rounds.length + 1, atSeconds: round1(at), faults: second ? [first, second] : [first], secondAfterSeconds });
    at += Math.max(first.lastsSeconds, secondAfterSeconds + (second?.lastsSeconds ?? 0)) + roomSeconds[options.bus] + random.between(5, 20) / 10;
  }
  return rounds;
}

/** In words, a line each. */
export function describeRound({ number, atSeconds, faults, secondAfterSeconds }: Round): string {
  const [first, second] = faults.map(({ kind, target, lastsSeconds }) => `${kind} of ${target}${lastsSeconds > 0 ? ` for ${lastsSeconds} s` : ''}`);
  return `${String(number).padStart(3)}. from ${atSeconds.toFixed(1)} s: ${first}${second === undefined ? '' : `, and ${secondAfterSeconds} s later ${second}`}`;
}

class Deck {
  private cards: FaultName[] = [];

  constructor(
    private readonly all: readonly FaultName[],
    private readonly random: Random,
  ) {}

  draw(fits: (name: FaultName) => boolean = () => true): FaultName {
    if (!this.cards.some(fits)) this.cards.push(...this.random.shuffled(this.all));
    const index = this.cards.findIndex(fits);
    const [card] = this.cards.splice(index, 1);
    if (card === undefined) throw new RangeError('no kind of fault fits');
    return card;
  }
}

function drawFault(kind: FaultName, setup: Setup, random: Random): PlannedFault {
  const { lastsSeconds: [shortest, longest], targets } = kindOf(kind);
  return { kind, target: random.pick(targets(setup)), lastsSeconds: random.between(shortest * 10, longest * 10) / 10, seed: random.between(0, 2 ** 31 - 1) };
}

function secondTo(first: PlannedFault, deck: Deck, options: PlanOptions, random: Random): PlannedFault | undefined {
  const elsewhere = (name: FaultName): boolean => kindOf(name).area !== kindOf(first.kind).area;
  return options.faults.some(elsewhere) ? drawFault(deck.draw(elsewhere), options, random) : undefined;
}

const round1 = (seconds: number): number => Math.round(seconds * 10) / 10;
