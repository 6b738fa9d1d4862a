import fc from 'fast-check';
import { Admission, type Release } from './admission';

const limits = { atATime: 4, perCaller: 3, waiting: 4, waitMs: 60_000 };

/** Asks for a place and keeps account of what came of it. */
class Callers {
  readonly admitted: string[] = [];
  readonly refused: string[] = [];
  readonly held: { readonly caller: string; readonly release: Release }[] = [];
  readonly admission: Admission;

  constructor(changes: Partial<typeof limits> = {}) {
    this.admission = new Admission({ ...limits, ...changes });
  }

  async ask(...callers: readonly string[]): Promise<void> {
    for (const caller of callers) {
      void this.admission.enter(caller).then(
        (release) => {
          this.admitted.push(caller);
          this.held.push({ caller, release });
        },
        (error: unknown) => {
          expect(error).toMatchObject({ kind: 'RATE_LIMITED', code: 'GATEWAY_BUSY', details: { retryAfterSeconds: expect.any(Number) } });
          this.refused.push(caller);
        },
      );
      await settled();
    }
  }

  async end(): Promise<void> {
    this.held.shift()?.release();
    await settled();
  }
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('admission', () => {
  const open: Callers[] = [];
  const callersOf = (changes?: Partial<typeof limits>): Callers => {
    const callers = new Callers(changes);
    open.push(callers);
    return callers;
  };
  afterEach(async () => {
    for (const callers of open.splice(0)) while (callers.held.length > 0) await callers.end();
  });

  it('lets so many through at a time, has so many wait, and refuses the rest', async () => {
    const callers = callersOf();
    await callers.ask('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j');
    expect(callers.admitted).toEqual(['a', 'b', 'c', 'd']);
    expect(callers.refused).toEqual(['i', 'j']);
    expect(callers.admission.levels()).toEqual({ underWay: 4, waiting: 4 });
  });

  it('lets those who wait through as others end, and counts an end once', async () => {
    const callers = callersOf();
    await callers.ask('a', 'b', 'c', 'd', 'e');
    const [first] = callers.held;
    first?.release();
    first?.release();
    await callers.ask('f');
    expect(callers.admitted).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(callers.admission.levels()).toEqual({ underWay: 4, waiting: 1 });
  });

  it('keeps places free for others than the one who asks most', async () => {
    const callers = callersOf();
    await callers.ask('flood', 'flood', 'flood', 'flood', 'quiet');
    expect(callers.admitted).toEqual(['flood', 'flood', 'flood', 'quiet']);
  });

  it('has callers take turns, however many of one wait', async () => {
    const callers = callersOf({ atATime: 1, perCaller: 1, waiting: 5 });
    await callers.ask('flood', 'flood', 'flood', 'flood', 'quiet', 'other');
    for (let ended = 0; ended < 5; ended++) await callers.end();
    expect(callers.admitted).toEqual(['flood', 'flood', 'quiet', 'other', 'flood', 'flood']);
  });

  it('a full queue gives up the newest of whoever has most in it', async () => {
    const callers = callersOf({ atATime: 1, waiting: 3 });
    await callers.ask('x', 'flood', 'flood', 'flood', 'quiet', 'flood');
    expect(callers.refused).toEqual(['flood', 'flood']);
    expect(callers.admission.levels()).toEqual({ underWay: 1, waiting: 3 });
  });

  it('nobody waits longer than the limit', async () => {
    const callers = callersOf({ atATime: 1, waitMs: 1 });
    await callers.ask('a', 'b');
    while (callers.refused.length === 0) await settled();
    expect(callers.refused).toEqual(['b']);
    expect(callers.admission.levels()).toEqual({ underWay: 1, waiting: 0 });
  });

  it('whatever comes and ends, no bound is passed, nobody is forgotten, and no place stays empty while somebody waits', async () => {
    const step = fc.oneof({ weight: 3, arbitrary: fc.constantFrom('a', 'b', 'c') }, { weight: 2, arbitrary: fc.constant('end' as const) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const callers = callersOf();
        let asked = 0;
        for (const what of steps) {
          if (what === 'end') await callers.end();
          else {
            asked++;
            await callers.ask(what);
          }
          const { underWay, waiting } = callers.admission.levels();
          const most = Math.max(0, ...['a', 'b', 'c'].map((name) => callers.held.filter(({ caller }) => caller === name).length));
          expect(underWay).toBe(callers.held.length);
          expect(underWay).toBeLessThanOrEqual(limits.atATime);
          expect(most).toBeLessThanOrEqual(limits.perCaller);
          expect(waiting).toBeLessThanOrEqual(limits.waiting);
          expect(callers.admitted.length + callers.refused.length + waiting).toBe(asked);
          if (waiting > 0) expect(underWay === limits.atATime || most === limits.perCaller).toBe(true);
        }
        while (callers.held.length > 0) await callers.end();
        expect(callers.admission.levels()).toEqual({ underWay: 0, waiting: 0 });
      }),
      { numRuns: 100 },
    );
  });
});
