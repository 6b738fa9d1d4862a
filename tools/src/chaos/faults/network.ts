import type { Inject } from '../world';
import type { Weather } from '../proxy';

const under = (weatherOf: (way: string | undefined, between: (low: number, high: number) => number) => Weather): Inject => ({ network }, { target }, random) => {
  const [link = '', way] = target.split(' ');
  network.setWeather(link, weatherOf(way, (low, high) => random.between(low, high)));
  return Promise.resolve({ end: () => Promise.resolve(network.clear(link)) });
};

export const delay = under((_way, between) => ({ kind: 'delay', delayMs: between(50, 400) }));
export const cutOneWay = under((way) => ({ kind: 'cut', towards: way === 'there' ? 'server' : 'client' }));
export const reset = under(() => ({ kind: 'reset' }));

export const halfOpen: Inject = ({ network }, { target }) => {
  network.forget(target);
  return Promise.resolve({});
};
