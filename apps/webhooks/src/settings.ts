import { outsideSystems, type OutsideSystem } from '@huiliu/contracts';
import { setting, type Setting } from '@huiliu/platform';
import type { Patience } from './domain/lane';

const day = 86_400_000;

const doorOf = <S extends OutsideSystem>(system: S) => {
  const prefix = `HUILIU_WEBHOOK_${system.toUpperCase()}`;
  return {
    [`${system}Url`]: setting.httpUrl(`${prefix}_URL`, { optional: true, help: `Where ${system} takes its events; not set: it reads them from the bus`, example: 'https://wms.example.com/huiliu' }),
    [`${system}Secrets`]: setting.webhookSecrets(`${prefix}_SECRETS`, { optional: true, help: `What events to ${system} are signed with; several while they are changed` }),
    [`${system}SenderSecrets`]: setting.webhookSecrets(`${prefix}_SENDER_SECRETS`, { optional: true, help: `What ${system} signs its own events with, when it sends them over HTTP; any of several is good` }),
  } as { readonly [K in `${S}Url`]: Setting<string | undefined> } & { readonly [K in `${S}Secrets` | `${S}SenderSecrets`]: Setting<readonly string[] | undefined> };
};

/** What this department needs beside what every department does. */
export const webhooksSettings = {
  ...doorOf('carrier'),
  ...doorOf('crm'),
  ...doorOf('finance'),
  ...doorOf('wms'),
  // Below half of the lease of an outside call, after which another worker would make it again.
  timeoutMs: setting.durationMs('HUILIU_WEBHOOK_TIMEOUT_MS', { default: 10_000, max: 14_000, help: 'Longest wait for an endpoint to take an event' }),
  firstPauseMs: setting.durationMs('HUILIU_WEBHOOK_FIRST_PAUSE_MS', { default: 1_000, help: 'Wait before an event is sent again; doubles each time' }),
  longestPauseMs: setting.durationMs('HUILIU_WEBHOOK_LONGEST_PAUSE_MS', { default: 900_000, help: 'Longest wait before an event is sent again' }),
  giveUpAfterMs: setting.durationMs('HUILIU_WEBHOOK_GIVE_UP_AFTER_MS', { default: 3 * day, max: 30 * day, help: 'An event that could not be delivered for so long is parked, and with it what comes after it of the same subject' }),
} as const;

type Door = { readonly [K in `${OutsideSystem}Url`]: string | undefined } & { readonly [K in `${OutsideSystem}${'Secrets' | 'SenderSecrets'}`]: readonly string[] | undefined };

export type WebhooksSettings = Door & Patience & { readonly timeoutMs: number };

/** Systems that take their events over HTTP, with their endpoint. Throws where one has no secret: unsigned, nobody could tell who has sent it. */
export function endpointsOf(settings: WebhooksSettings): ReadonlyMap<OutsideSystem, { readonly url: string; readonly secrets: readonly Buffer[] }> {
  return new Map(
    outsideSystems.flatMap((system) => {
      const [url, secrets] = [settings[`${system}Url`], settings[`${system}Secrets`]];
      if (url === undefined) return [];
      if (secrets === undefined) throw new Error(`HUILIU_WEBHOOK_${system.toUpperCase()}_URL is set, so HUILIU_WEBHOOK_${system.toUpperCase()}_SECRETS has to be set too`);
      return [[system, { url, secrets: secrets.map(bytesOf) }] as const];
    }),
  );
}

/** Systems that may send their events over HTTP, with the secrets that they sign with. */
export function sendersOf(settings: WebhooksSettings): ReadonlyMap<string, readonly Buffer[]> {
  return new Map(
    outsideSystems.flatMap((system) => {
      const secrets = settings[`${system}SenderSecrets`];
      return secrets === undefined ? [] : [[system, secrets.map(bytesOf)] as const];
    }),
  );
}

const bytesOf = (secret: string): Buffer => Buffer.from(secret.slice('whsec_'.length), 'base64');
