import { setTimeout as sleep } from 'node:timers/promises';
import type { TimelineEntry } from '@huiliu/contracts';
import { HuiliuError, Role } from '@huiliu/platform';
import { caseOf } from './case-fixture';
import { Harness } from './harness';
import { Listener, until, type Received } from './live-listener';

// The machine may be busy with everything else.
jest.setTimeout(120_000);

const cases = Array.from({ length: 20 }, (_, index) => `case-${index}`);
const perCase = 15;

/** A generator of our own, so that a failure can be looked at again. */
function random(seed: number): () => number {
  let state = seed;
  return () => ((state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31);
}

describe('many listeners at once', () => {
  const harness = new Harness();
  const { fakes } = harness;
  let customer: string;
  /** What intake holds of each case: positions grow over all of them. */
  const timelines = new Map<string, TimelineEntry[]>(cases.map((caseId) => [caseId, []]));
  let position = 0;

  const moveOn = (caseId: string): void => void timelines.get(caseId)?.push({ eventId: `e${++position}`, type: 't', source: 's', at: '2026-11-05T08:30:00Z', causeId: '', traceId: '', spanId: '', summary: `line ${position}`, position: String(position) });
  const view = (caseId: string) => caseOf({ ref: { caseId, caseNumber: caseId, orderId: 'o' }, status: `after-${timelines.get(caseId)?.length}` });
  const numberOf = ({ caseId, caseNumber }: Record<string, unknown>): string => String(caseId ?? caseNumber);

  beforeAll(async () => {
    await harness.start(undefined, { HUILIU_LIVE_LOOK_MS: '20', HUILIU_REQUESTS_PER_CALLER: '10000', HUILIU_REQUESTS_AT_A_TIME: '10000', HUILIU_RATE_CUSTOMER_PER_SECOND: '100000' });
    customer = await harness.tokenOf(Role.customer);
    cases.forEach(moveOn);
    fakes.on('intake', 'getCase', async (request) => {
      await sleep(1);
      return { case: view(numberOf(request)) };
    });
    fakes.on('intake', 'getTimeline', (request) => ({ entries: (timelines.get(numberOf(request)) ?? []).filter((entry) => Number(entry.position) > Number(request['afterPosition'])) }));
  });
  afterAll(() => harness.stop());

  it('hear each of their own case, everything once and in order, however often they hang up and whatever intake fails at; at the end they know what a GET tells', async () => {
    const draw = random(7);
    let looks = 0;
    fakes.on('intake', 'lookForNews', ({ caseIds }) => {
      if (++looks % 5 === 0) throw new HuiliuError('UNAVAILABLE', 'DATABASE_AWAY', 'in a moment');
      return { news: (caseIds as string[]).map((id) => ({ caseId: id, position: timelines.get(id)?.at(-1)?.position ?? '0' })) };
    });
    const open = (caseId: string, last?: string): Promise<Listener> => new Listener().open(`${harness.url}/api/v1/cases/${caseId}/events`, customer, last);
    const followers = await Promise.all(cases.flatMap((caseId) => Array.from({ length: perCase }, async () => ({ caseId, before: [] as Received[], listener: await open(caseId) }))));
    const told = ({ before, listener }: (typeof followers)[number]): readonly Received[] => [...before, ...listener.events];

    for (let step = 0; step < 300; step++) {
      moveOn(cases[Math.floor(draw() * cases.length)] as string);
      const follower = followers[Math.floor(draw() * followers.length)] as (typeof followers)[number];
      follower.listener.close();
      follower.before = [...told(follower)];
      follower.listener = await open(follower.caseId, follower.before.at(-1)?.id);
      if (step % 10 === 0) await sleep(15);
    }
    const isUpToDate = (follower: (typeof followers)[number]): boolean => told(follower).at(-1)?.id === timelines.get(follower.caseId)?.at(-1)?.position;
    await until('everybody to have heard everything', () => followers.every(isUpToDate));

    for (const caseId of cases) {
      const [{ body: it }, { body: timeline }] = [await harness.get(`/api/v1/cases/${caseId}`, customer), await harness.get(`/api/v1/cases/${caseId}/timeline`, customer)];
      for (const follower of followers.filter((each) => each.caseId === caseId)) {
        expect(told(follower).flatMap(({ data }) => data['news'])).toEqual(timeline['entries']);
        expect(told(follower).at(-1)?.data['case']).toEqual(it);
      }
    }
    for (const { listener } of followers) listener.close();
  });
});
