import { Gate } from './gate';

describe('a gate', () => {
  it('lets at most so many through at a time, in order, and goes on after a failure', async () => {
    const gate = new Gate(2);
    const order: number[] = [];
    let inside = 0;
    let most = 0;
    const work = (number: number) => async (): Promise<void> => {
      order.push(number);
      most = Math.max(most, ++inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside--;
      if (number === 1) throw new Error('failed');
    };
    const results = await Promise.allSettled([0, 1, 2, 3, 4].map((number) => gate.through(work(number))));
    expect(most).toBe(2);
    expect(order).toEqual([0, 1, 2, 3, 4]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
  });
});
