// Holds the contracts against proto/baseline.binpb, the contracts as they were last agreed on.
//   node tools/generate/breaking.mjs            checks, and takes compatible changes into the baseline
//   node tools/generate/breaking.mjs --check    checks, and fails when the baseline is not up to date: for CI
//   node tools/generate/breaking.mjs --accept   takes breaking changes too: before anything was released, or with everyone's consent
// A committed baseline instead of a branch of git: it works in a shallow clone, offline, on main itself, and where nothing is committed yet.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromBinary } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { buf, readModel, root } from './model.mjs';
import { changesOf } from './rule-changes.mjs';

const check = process.argv.includes('--check');
const accept = process.argv.includes('--accept');
const baseline = process.env.HUILIU_CONTRACTS_BASELINE ?? join(root, 'proto/baseline.binpb');

/** The contracts now, without comments: a better comment is no change. */
function imageNow() {
  const folder = mkdtempSync(join(tmpdir(), 'huiliu-breaking-'));
  try {
    const file = join(folder, 'image.binpb');
    buf('build', '--exclude-source-info', '-o', file);
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What buf finds (names, numbers, types) and what it can't see (our options), as sentences. */
function breakingChanges(before, now) {
  const model = (image) => readModel(fromBinary(FileDescriptorSetSchema, image));
  return [...bufFindings(), ...changesOf(model(before), model(now))];
}

function bufFindings() {
  try {
    buf('breaking', '--against', baseline);
    return [];
  } catch (error) {
    // 100: buf ran and found something; anything else is a failure of its own.
    if (error.status !== 100) throw error;
    return error.stdout.trim().split('\n');
  }
}

function run() {
  const now = imageNow();
  if (!existsSync(baseline)) {
    if (check) return fail([`${baseline} is missing`], 'Run `node tools/generate/breaking.mjs` and commit it.');
    return save(now, 'first baseline written');
  }
  const before = readFileSync(baseline);
  const changes = breakingChanges(before, now);
  if (changes.length > 0 && !accept) {
    return fail(changes, 'These changes break who reads or writes the contracts as they were. Make a new version beside the old one (…/v2), or make the change compatible.');
  }
  if (before.equals(now)) return console.log('the contracts are those of the baseline');
  if (check) return fail(['the contracts have grown since the baseline'], 'Run `node tools/generate/breaking.mjs` and commit proto/baseline.binpb.');
  return save(now, changes.length > 0 ? `${changes.length} breaking changes accepted` : 'compatible changes taken into the baseline');
}

function save(image, words) {
  writeFileSync(baseline, image);
  console.log(words);
}

function fail(lines, advice) {
  for (const line of lines) console.error(line);
  console.error(advice);
  process.exitCode = 1;
}

run();
