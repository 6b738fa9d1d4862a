import { setTimeout as sleep } from 'node:timers/promises';
import { RestClient } from '../../rest/client';
import { finding, type Context, type Outcome } from '../scenario';

export const awayDepartment = 'warehouse';
const askedMs = 200;
/** The longest pause between two tries of the gateway to reach it, and the time of a try. */
const reachedSeconds = 10;

/** One department is stopped for long while cases come in. Cases that don't need it keep their pace; those that do wait for it, and go on when it is back. */
export async function departmentAway({ stand, seconds, settle, say }: Context): Promise<Outcome> {
  const { system, world } = stand;
  const child = system.children.find(({ spec }) => spec.name === awayDepartment);
  if (!child) throw new Error(`there is no ${awayDepartment}`);
  await child.stop();
  const token = (await system.tokens()).ops;
  const client = new RestClient(system.gatewayPort, token, 2);
  const away = await client.get(`/api/v1/ops/${awayDepartment}/lag`);
  const other = await client.get('/api/v1/ops/review/lag');
  say(`${awayDepartment} is stopped for ${seconds} s`);
  await sleep(seconds * 1_000);
  const openAtEnd = world.cases.open;
  const backAtMs = performance.now();
  child.start();
  while ((await child.notReady()) !== undefined) await sleep(askedMs);
  const readyAtMs = performance.now();
  const told = await firstLag(client);
  const reachedAfterSeconds = Number(((performance.now() - readyAtMs) / 1_000).toFixed(1));
  await settle();
  client.close();
  const tookSeconds = Number(((performance.now() - backAtMs) / 1_000).toFixed(1));
  return {
    findings: [
      finding('whoever asks for the department that is away is told so at once', away.status === 503 && away.retryAfter !== undefined, away),
      finding('whoever asks for another is answered', other.status === 200, other),
      finding('cases that need it waited', openAtEnd > 0, `${openAtEnd} open when it came back`),
      finding(`the gateway reaches it within ${reachedSeconds} s of its being ready`, reachedAfterSeconds <= reachedSeconds, `${reachedAfterSeconds} s`),
      finding('it tells how far it is behind when it is back', told !== undefined, told),
    ],
    figures: { openAtEnd, reachedAfterSeconds, toldWhenBack: told, tookSeconds },
  };
}

/** The first answer that it gives. */
async function firstLag(client: RestClient): Promise<unknown> {
  for (let looks = 0; looks < 600; looks++) {
    const { status, body } = await client.get(`/api/v1/ops/${awayDepartment}/lag`);
    if (status === 200) return body;
    await sleep(askedMs);
  }
  return undefined;
}
