import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allEvents } from '@huiliu/contracts';
import type { BusMessage } from '@huiliu/messaging';
import { contractDigest } from './contract-digest';
import { story } from './story';

/** Messages of one event as they went over the bus in one version of the contracts. */
export interface Golden {
  /** 1, 2, 3 … */
  readonly version: number;
  readonly type: string;
  /** What the contract was then, as `contractDigest` tells it. */
  readonly contract: string;
  readonly messages: readonly GoldenMessage[];
}

export interface GoldenMessage extends Pick<BusMessage, 'key' | 'headers'> {
  readonly topic: string;
  /** As JSON.parse gives it; the order of the fields is that of the wire. */
  readonly value: Readonly<Record<string, unknown>>;
}

/** Where they are kept: a folder for each version of the contracts, with the events that are new or different in it. */
export const goldenFolder = 'libs/contracts/golden';

/** Every golden of every version, older ones first. */
export function readGoldens(root: string): readonly Golden[] {
  const folder = join(root, goldenFolder);
  return versionsIn(folder).flatMap((version) =>
    readdirSync(join(folder, String(version)))
      .sort()
      .map((file) => ({ version, ...(JSON.parse(readFileSync(join(folder, String(version), file), 'utf8')) as Omit<Golden, 'version'>) })),
  );
}

/** What was in force in a version: of each event the golden of that version, or of the last one before in which it changed. */
export function inForce(goldens: readonly Golden[], version: number): readonly Golden[] {
  const last = new Map(goldens.filter((golden) => golden.version <= version).map((golden) => [golden.type, golden]));
  return [...last.values()];
}

/**
 * Types of events that today's contracts have no golden for: they are new, or another than in their last one, or the story has grown by some, which
 * new events build on.
 */
export function withoutGolden(goldens: readonly Golden[]): readonly string[] {
  const last = new Map(goldens.map((golden) => [golden.type, golden]));
  const told = story();
  const grown = (type: string): boolean => told.filter((message) => message.type === type).length > (last.get(type)?.messages.length ?? 0);
  return allEvents.map(({ type }) => type).filter((type) => last.get(type)?.contract !== contractDigest(type) || grown(type));
}

/** Writes what is missing, as a version of its own, from the story; what is there stays as it is. Answers the types written. */
export function writeGoldens(root: string): readonly string[] {
  const goldens = readGoldens(root);
  const types = withoutGolden(goldens);
  if (types.length === 0) return [];
  const folder = join(root, goldenFolder, String((goldens.at(-1)?.version ?? 0) + 1));
  const told = story();
  mkdirSync(folder, { recursive: true });
  for (const type of types) {
    const messages = told.filter((message) => message.type === type).map(({ topic, key, headers, value }) => ({ topic, key, headers, value: JSON.parse(value) as GoldenMessage['value'] }));
    if (messages.length === 0) throw new Error(`nobody says ${type} in the story: tell it in libs/testing/src/golden/story.ts`);
    writeFileSync(join(folder, `${type}.json`), `${JSON.stringify({ type, contract: contractDigest(type), messages }, null, 1)}\n`);
  }
  return types;
}

function versionsIn(folder: string): number[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder);
  const versions = names.map(Number).sort((a, b) => a - b);
  if (versions.some((version, index) => version !== index + 1)) throw new Error(`${goldenFolder} must have the folders 1, 2, 3 … and nothing else; it has ${names.join(', ')}`);
  return versions;
}
