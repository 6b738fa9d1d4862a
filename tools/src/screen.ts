import { join } from 'node:path';
import { askText } from './child';
import type { System } from './system';
import { webhookSecretsFile } from './webhooks-env';

/** The one screen that `npm start` shows: where to look, who one may be, three calls to copy. */
export async function screen(system: System, seconds: number): Promise<string> {
  const { agent, reviewer, ops } = await system.tokens();
  const base = `http://127.0.0.1:${system.gatewayPort}`;
  const number = await firstCaseNumber(system);
  return `
Huiliu 回流 is up after ${seconds.toFixed(0)} s. Ctrl-C stops it; \`npm start\` goes on where it was.

  gateway    ${base}/api/v1
  health     ${system.children.map(({ spec }) => `${spec.name} http://127.0.0.1:${spec.opsPort}/readyz`).join('\n             ')}
  metrics    the same with /metrics
  logs, data ${join(system.options.dataFolder, 'logs')}

${webhooksPart(system, base)}
  tokens (a day), as who one is:
  export AGENT=${agent}
  export REVIEWER=${reviewer}
  export OPS=${ops}

  Where is a case, and why?
  curl -s -H "Authorization: Bearer $AGENT" ${base}/api/v1/cases/${number}

  Everything that happened to it, with durations:
  curl -s -H "Authorization: Bearer $AGENT" ${base}/api/v1/cases/${number}/trace

  What waits for a person to decide:
  curl -s -H "Authorization: Bearer $REVIEWER" ${base}/api/v1/review/tasks
`;
}

/** Where outside systems that are not on the bus come in, and what they sign with: never the secrets themselves, as screens are copied. */
function webhooksPart({ options: { dataFolder, overHttp = {} } }: System, base: string): string {
  const systems = Object.entries(overHttp);
  if (systems.length === 0) return '';
  const lines = systems.map(([name, url]) => `${name} sends to ${base}/api/v1/outside/${name}/events${url === '' ? '' : `, and takes its events at ${url}`}`);
  return `  webhooks   ${lines.join('\n             ')}\n             secrets: ${webhookSecretsFile(dataFolder)}\n`;
}

/** A number to try: the sandbox has fed at least one case soon after the start. */
async function firstCaseNumber(system: System): Promise<string> {
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline) {
    const number = await system.anyCaseNumber();
    if (number !== undefined) return number;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return 'HL-…';
}

const everyMs = 2_000;

/** Cases by state from intake's metrics, kept up to date: on one line of a terminal, otherwise a line now and then. */
export function liveCounts(system: System): { stop(): void } {
  const live = process.stdout.isTTY;
  let last = '';
  let lastLine = 0;
  const timer = setInterval(() => {
    void countsOf(system).then((text) => {
      if (text === '' || text === last) return;
      if (!live && Date.now() - lastLine < 15_000) return;
      last = text;
      lastLine = Date.now();
      process.stdout.write(live ? `\r\u001b[2K${text}` : `${text}\n`);
    });
  }, everyMs);
  return {
    stop: () => {
      clearInterval(timer);
      if (live) process.stdout.write('\n');
    },
  };
}

async function countsOf(system: System): Promise<string> {
  const intake = system.children.find(({ spec }) => spec.name.startsWith('intake'));
  const text = intake ? await askText(intake.spec.opsPort, '/metrics') : '';
  const counts = [...text.matchAll(/^huiliu_cases\{[^}]*state="([a-z_]+)"[^}]*\} ([1-9]\d*)/gm)].map(([, state, count]) => `${state} ${count}`);
  return counts.length === 0 ? '' : `cases: ${counts.join(' · ')}`;
}
