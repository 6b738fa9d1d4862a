import { tableOf } from './table';

const frame = (functionName: string, url: string) => ({ functionName, url, lineNumber: 0 });

describe('a CPU profile', () => {
  it('is summed by package and function, without the time that nothing was done', () => {
    const { busyMs, idleMs, byPackage, byFunction } = tableOf(
      {
        nodes: [
          { id: 1, callFrame: frame('(idle)', '') },
          { id: 2, callFrame: frame('parseRow', 'file:///app/node_modules/pg/lib/result.js') },
          { id: 3, callFrame: frame('handle', '/app/libs/messaging/dist/engine/consumer.js') },
          { id: 4, callFrame: frame('encode', '/app/node_modules/@opentelemetry/core/build/x.js') },
          { id: 6, callFrame: frame('post', 'node:inspector') },
          { id: 5, callFrame: frame('(garbage collector)', '') },
        ],
        samples: [1, 2, 3, 3, 4, 5, 6],
        timeDeltas: [10_000, 1_000, 2_000, 3_000, 500, 1_500, 900],
      },
      2,
    );
    expect([busyMs, idleMs]).toEqual([8, 10.9]);
    expect(byPackage).toEqual([
      { name: '@huiliu/messaging', selfMs: 5, share: 5 / 8 },
      { name: '(garbage collector)', selfMs: 1.5, share: 1.5 / 8 },
    ]);
    expect(byFunction[0]?.name).toBe('handle messaging/dist/engine/consumer.js:1');
  });
});
