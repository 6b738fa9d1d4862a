const shown = 600;

/** Where two states differ, each place with what either holds there. They are JSON, or a digest of what nobody may see. */
export const difference = (living: string, rebuilt: string): string => [...placesOf(valueOf(living), valueOf(rebuilt), '')].join('; ').slice(0, shown);

function* placesOf(living: unknown, rebuilt: unknown, place: string): Generator<string> {
  if (isTree(living) && isTree(rebuilt) && Array.isArray(living) === Array.isArray(rebuilt)) {
    for (const key of new Set([...Object.keys(living), ...Object.keys(rebuilt)])) yield* placesOf(living[key], rebuilt[key], place === '' ? key : `${place}.${key}`);
  } else if (wordsOf(living) !== wordsOf(rebuilt)) yield `${place && `${place}: `}it holds ${wordsOf(living)}, a replay gives ${wordsOf(rebuilt)}`;
}

const isTree = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
const wordsOf = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));

function valueOf(state: string): unknown {
  try {
    return JSON.parse(state);
  } catch {
    return state;
  }
}
