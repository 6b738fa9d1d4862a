import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { outsideSystems, type OutsideSystem } from '@huiliu/contracts';

/** What one outside system and Huiliu share. */
export interface WebhookSecrets {
  /** Huiliu signs with it what it sends to the system. */
  readonly secret: string;
  /** The system signs with it what it sends to Huiliu. */
  readonly senderSecret: string;
}

/** Beside the keys that sign tokens, as these are copied with a backup. */
export const webhookSecretsFile = (dataFolder: string): string => join(dataFolder, 'issuer', 'webhook-secrets.json');

/** Settings of the service that stands in for these systems, with secrets that are drawn once. What the launcher's own environment says of webhooks comes first. */
export function webhooksEnv(dataFolder: string, overHttp: Readonly<Partial<Record<OutsideSystem, string>>>): Record<string, string> {
  const given = Object.entries(process.env).filter((entry): entry is [string, string] => entry[0].startsWith('HUILIU_WEBHOOK_') && entry[1] !== undefined);
  const secrets = webhookSecrets(dataFolder);
  const own = Object.entries(overHttp).flatMap(([system, url]) => {
    const prefix = `HUILIU_WEBHOOK_${system.toUpperCase()}`;
    const { secret, senderSecret } = secrets[system as OutsideSystem];
    return [[`${prefix}_SENDER_SECRETS`, senderSecret], ...(url === '' ? [] : [[`${prefix}_URL`, url], [`${prefix}_SECRETS`, secret]])];
  });
  return { ...(Object.fromEntries(own) as Record<string, string>), ...Object.fromEntries(given) };
}

/** For its owner's eyes alone. */
export function webhookSecrets(dataFolder: string): Readonly<Record<OutsideSystem, WebhookSecrets>> {
  const file = webhookSecretsFile(dataFolder);
  const known = read(file);
  const all = Object.fromEntries(outsideSystems.map((system) => [system, known[system] ?? { secret: newSecret(), senderSecret: newSecret() }])) as Record<OutsideSystem, WebhookSecrets>;
  if (outsideSystems.every((system) => known[system] !== undefined)) return all;
  mkdirSync(join(dataFolder, 'issuer'), { recursive: true, mode: 0o700 });
  writeFileSync(`${file}.new`, `${JSON.stringify(all, undefined, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
  return all;
}

const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

function read(file: string): Partial<Record<OutsideSystem, WebhookSecrets>> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Partial<Record<OutsideSystem, WebhookSecrets>>;
  } catch {
    return {};
  }
}
