import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Settings of the gateways for files of evidence: beside the databases, with a key that is drawn once. What the launcher's own environment says of them comes first. */
export function evidenceEnv(dataFolder: string): Record<string, string> {
  const given = Object.entries(process.env).filter((entry): entry is [string, string] => entry[0].startsWith('HUILIU_EVIDENCE_') && entry[1] !== undefined);
  return { HUILIU_EVIDENCE_FOLDER: resolve(dataFolder, 'evidence'), HUILIU_EVIDENCE_LINK_KEY: linkKey(join(dataFolder, 'issuer')), ...Object.fromEntries(given) };
}

/** For its owner's eyes alone. */
function linkKey(folder: string): string {
  const path = join(folder, 'evidence-link-key');
  const known = read(path);
  if (known !== '') return known;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(`${path}.new`, randomBytes(32).toString('hex'), { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
  return read(path);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
}
