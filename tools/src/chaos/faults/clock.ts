import type { Inject } from '../world';

const minuteMs = 60_000;

export const clockBack: Inject = ({ clocks, say }, { target }, random) => {
  const minutes = random.between(2, 30);
  say(`  by ${minutes} minutes`);
  clocks.shift(target, -minutes * minuteMs);
  return Promise.resolve({ end: () => Promise.resolve(clocks.right(target)) });
};
