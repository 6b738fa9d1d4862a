// Keeps events as they go over the bus in each version of the contracts, in libs/contracts/golden: later versions have to go on understanding them.
//   node tools/generate/golden.mjs            writes goldens of events that are new or have changed; those of older versions stay
//   node tools/generate/golden.mjs --check    writes nothing and fails when one is missing: for CI
import { load, root } from '../docs/load.mjs';

const { readGoldens, withoutGolden, writeGoldens } = load('libs/testing/dist/golden/goldens.js');

if (process.argv.includes('--check')) {
  const goldens = readGoldens(root);
  const missing = withoutGolden(goldens);
  for (const type of missing) console.error(`${type} is new or has changed, and has no golden as it is now`);
  if (missing.length > 0) {
    console.error('Tell it with all its fields in libs/testing/src/golden/story.ts, run `npm run build && node tools/generate/golden.mjs`, and commit what it writes.');
    process.exitCode = 1;
  } else console.log(`${goldens.length} goldens, the newest of version ${goldens.at(-1)?.version}`);
} else {
  const types = writeGoldens(root);
  console.log(types.length === 0 ? 'every event has a golden as it is now' : `written: ${types.join(', ')}`);
}
