import { JointQueue } from './joint-queue';

/** A queue whose groups end when told to. */
function queue(atATime: number, limit: number) {
  const groups: number[][] = [];
  const ends: ((results: readonly PromiseSettledResult<number>[]) => void)[] = [];
  const fails: ((error: unknown) => void)[] = [];
  const jobs = new JointQueue<number, number>({
    atATime,
    limit,
    size: (job) => job,
    handle: (group) => {
      groups.push([...group]);
      return new Promise((resolve, reject) => {
        ends.push(resolve);
        fails.push(reject);
      });
    },
  });
  return { jobs, groups, ends, fails };
}

const settled = (value: number): PromiseSettledResult<number> => ({ status: 'fulfilled', value });
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a queue of jobs that are done together', () => {
  it('begins at once while there is room, and takes together what has come meanwhile, in order', async () => {
    const { jobs, groups, ends } = queue(1, 100);
    const results = [1, 2, 3].map((job) => jobs.add(job));
    expect(groups).toEqual([[1]]);
    ends[0]?.([settled(10)]);
    await turn();
    expect(groups).toEqual([[1], [2, 3]]);
    ends[1]?.([settled(20), settled(30)]);
    expect(await Promise.all(results)).toEqual([10, 20, 30]);
  });

  it('takes no more than its limit, but a single job of any size', async () => {
    const { jobs, groups, ends } = queue(1, 10);
    for (const job of [1, 6, 4, 1, 50, 2]) void jobs.add(job);
    for (let group = 0; group < 5; group++) {
      ends[group]?.(groups[group]?.map(settled) ?? []);
      await turn();
    }
    expect(groups).toEqual([[1], [6, 4], [1], [50], [2]]);
  });

  it('has several groups under way if told so', () => {
    const { jobs, groups } = queue(2, 100);
    for (const job of [1, 2, 3]) void jobs.add(job);
    expect(groups).toEqual([[1], [2]]);
  });

  it('gives each job its own result, and goes on after a failure', async () => {
    const { jobs, ends, fails } = queue(1, 100);
    const results = Promise.allSettled([1, 2, 3, 4].map((job) => jobs.add(job)));
    fails[0]?.(new Error('away'));
    await turn();
    ends[1]?.([settled(20), { status: 'rejected', reason: new Error('refused') }, settled(40)]);
    expect((await results).map((result) => (result.status === 'fulfilled' ? result.value : (result.reason as Error).message))).toEqual(['away', 20, 'refused', 40]);
  });

  it('rejects a job that got no result, and no other', async () => {
    const { jobs, ends } = queue(1, 100);
    const first = jobs.add(1);
    const rest = Promise.allSettled([jobs.add(2), jobs.add(3)]);
    ends[0]?.([settled(10)]);
    expect(await first).toBe(10);
    await turn();
    ends[1]?.([settled(20)]);
    expect((await rest).map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });
});
