import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { CaseApproved, ReviewTaskOpened } from '@huiliu/contracts';
import { encode, Engine, sourceOf, topicSettingsOf, type Bus } from '@huiliu/messaging';
import { loadNow } from '../measure/machine';
import { busKindOf, numberOf, smallOptions } from '../usage';
import { idleRoutes, openLab, type Lab } from './lab';

const help = `usage: npm run bench -- core [--bus embedded|kafka] [--events N]
  events per second that one department's consumer takes from a backlog; the department has no rows of its own, so this is the ceiling that the core sets
`;
const topic = CaseApproved.topic;
const published = 1_000;

export async function core(args: readonly string[]): Promise<number> {
  const options = smallOptions(args, { bus: 'embedded', events: '50000' }, help);
  if (options === 'help') return 0;
  const bus = busKindOf(options.bus);
  const events = numberOf('--events', options.events, 1, 10_000_000);
  const load = await loadNow();
  const lab = await openLab(bus);
  try {
    await lab.bus.ensureTopics([...topicSettingsOf('intake', 1)]);
    await publishBacklog(lab.bus, events);
    process.stdout.write(`${JSON.stringify({ bench: 'core', bus, events, ...(await drain(lab, events)), load })}\n`);
    return 0;
  } finally {
    await lab.close();
  }
}

/** Events of review about as many cases, as its relay would publish them. */
async function publishBacklog(bus: Bus, events: number): Promise<void> {
  const value = JSON.stringify({ ref: { caseId: 'c', caseNumber: 'N', orderId: 'O' }, taskId: 'T', dueAt: '2026-01-01T00:00:00Z', policyVersion: '1', ruleIds: [] });
  for (let sent = 0; sent < events; sent += published) {
    const messages = Array.from({ length: Math.min(published, events - sent) }, () => {
      const subject = `case:${randomUUID()}`;
      return encode({ id: `review/1/${subject}/1`, type: ReviewTaskOpened.type, source: sourceOf('review'), subject, time: new Date().toISOString(), sequence: 1, epoch: 1, traceparent: undefined, causeId: undefined, value });
    });
    await bus.publish(topic, messages);
  }
}

async function drain({ dataSource, pool, bus }: Lab, events: number): Promise<Record<string, number>> {
  const engine = new Engine({ department: 'intake', instance: 'bench', dataSource, pool, bus, tables: {} });
  const cpuBefore = process.cpuUsage();
  let handled = 0;
  let first = 0;
  let last = 0;
  await engine.start(
    idleRoutes('intake', () => {
      if (handled++ === 0) first = performance.now();
      last = performance.now();
    }),
  );
  while (handled < events) await sleep(20);
  const { user, system } = process.cpuUsage(cpuBefore);
  await engine.stop();
  return { consumedPerSecond: Math.round((events * 1_000) / (last - first)), nodeCpuMicrosPerEvent: Math.round((user + system) / events) };
}
