import { everyLeg } from '../databases/every-refund';
import type { Pool } from 'pg';
import { commandsThroughGateway, eventsPublished, hasHistory, paymentsAnswered, principalsOf } from '../../history/read-history';
import { verdictOf, type LogicalCommand } from '../../history/logical-command';
import { columnOf, chunksOf, groupBy, pagesOf } from '../databases/query';
import { Findings } from '../findings';
import type { World } from '../world';
import { commandId, departmentOf, factsOf, saidInCommands } from './command-facts';
import { contradictions, judge, nameOf, type Breach } from './judge';

/** What the history says against the end state, by sentence. */
export type Explained = Readonly<Record<Breach | 'unasked', Findings>>;

const worlds = new WeakMap<World, Promise<Explained>>();

/** Four sentences are about the same comparison: it is made once. */
export function explainedBy(world: World): Promise<Explained> {
  let explained = worlds.get(world);
  if (!explained) worlds.set(world, (explained = compare(world)));
  return explained;
}

async function compare(world: World): Promise<Explained> {
  const found: Explained = { answered: new Findings(), refused: new Findings(), unanswered: new Findings(), unasked: new Findings() };
  if (!(await hasHistory(world.pools.sandbox))) return found;
  await compareCommands(world, found);
  await compareDecisions(world, found.answered);
  await compareEvents(world, found);
  await comparePayments(world, found);
  return found;
}

const commandsAtOnce = 2_000;

/** Held in memory, one by one: there are far fewer of them than events. */
async function compareCommands(world: World, found: Explained): Promise<void> {
  const commands = new Map<string, LogicalCommand>();
  for await (const page of commandsThroughGateway(world.pools.sandbox)) for (const command of page) commands.set(commandId(command), command);
  const said = saidInCommands(world, new Set(commands.keys()));
  for (const [department, list] of groupBy([...commands.values()], (command) => departmentOf(command) ?? '')) {
    const name = departmentOf({ operation: `${department}.` });
    if (name === undefined) continue;
    for (const chunk of chunksOf(list, commandsAtOnce)) {
      for (const facts of await factsOf(world.pools[name], name, chunk, said)) for (const { breach, detail } of judge(facts)) found[breach].add(detail);
    }
    await findUnasked(world.pools[name], name, commands, found.unasked);
  }
}

/** Others may have asked for something too, but only under names of their own. */
async function findUnasked(pool: Pool, department: string, commands: ReadonlyMap<string, LogicalCommand>, found: Findings): Promise<void> {
  const asked = new Set([...commands.values()].flatMap((command) => [commandId(command), ...partsOf(command).map((operation) => commandId({ ...command, operation }))]));
  const principals = new Set([...commands.values()].map(({ principal }) => principal));
  for await (const page of pagesOf<{ id: string; subject: string }>(pool, `SELECT id, subject FROM hop WHERE source = 'command'`)) {
    for (const { id, subject } of page) {
      if (principals.has(id.slice(0, id.indexOf('/'))) && !asked.has(id)) found.add(`${department} has done ${id} for ${subject}, which was never asked for`);
    }
  }
}

/** Commands that the gateway gives under the same key to carry one out. */
const partsOf = ({ operation }: LogicalCommand): readonly string[] => (operation === 'feedback.TurnConcern' ? ['feedback.ClaimConcern', 'intake.SubmitCase'] : []);

const verdicts: Readonly<Record<string, string>> = { approve: 'approved', approve_in_part: 'approved', reject: 'rejected' };

/** What the sandbox's reviewers were told they had decided. */
async function compareDecisions({ pools }: World, found: Findings): Promise<void> {
  for await (const page of pagesOf<{ task_id: string; verdict: string }>(pools.sandbox, `SELECT task_id, verdict FROM staff_task WHERE status = 'decided'`)) {
    // Each round has a task of its own; one that was supplemented ended in a rejection.
    const { rows } = await pools.review.query<{ task_id: string; status: string }>(
      `SELECT asked.task_id, CASE WHEN asked.round <= jsonb_array_length(coalesce(doc->'earlier', '[]')) THEN 'rejected' ELSE status END AS status
       FROM (SELECT task_id, regexp_replace(task_id, '^T\\d*-', '') AS case_id, coalesce(nullif(substring(task_id FROM '^T(\\d*)-'), '')::int, 1) AS round FROM unnest($1::text[]) AS task_id) AS asked JOIN review_case USING (case_id)`,
      [page.map(({ task_id }) => task_id)],
    );
    const status = new Map(rows.map((row) => [row.task_id, row.status]));
    for (const { task_id, verdict } of page) if (status.get(task_id) !== verdicts[verdict]) found.add(`task ${task_id} was decided with ${verdict}, but the case is ${status.get(task_id) ?? 'not there'}`);
  }
}

async function compareEvents({ pools, log }: World, found: Explained): Promise<void> {
  const unasked = new Set(log.incoming.keys());
  const sources = new Set(await principalsOf(pools.sandbox));
  for await (const page of eventsPublished(pools.sandbox)) {
    for (const command of page) {
      const id = `${command.principal}/${command.key}`;
      const event = log.incoming.get(id);
      unasked.delete(id);
      const verdict = verdictOf(command);
      for (const what of contradictions(command)) found.answered.add(`${nameOf(command)} ${what}`);
      if (!event && verdict === 'ok') found.answered.add(`${nameOf(command)} was acknowledged by the bus, but is not on it`);
      if (event && verdict === 'failed') found.refused.add(`${nameOf(command)} was refused by the bus (${command.codes.join(', ')}), but is on it`);
      if (event && command.digests.length === 1 && event.digest !== command.digests[0]) found[verdict === 'unknown' ? 'unanswered' : 'answered'].add(`${nameOf(command)} is not on the bus as it was sent`);
    }
  }
  for (const id of unasked) if (sources.has(log.incoming.get(id)?.source ?? '')) found.unasked.add(`event ${id} is on the bus, but was never sent`);
  for (const { key, by, code } of log.deadLetters) if (code === '') found.answered.add(`event ${key} is a dead letter of ${by || 'nobody'} without a reason`);
}

interface Leg {
  readonly settledAs: string | undefined;
  readonly status: string;
  readonly stuck: boolean;
}

/** The provider's word against what refund made of it: once told that the money has gone, it has to know. */
async function comparePayments({ pools, leftovers }: World, found: Explained): Promise<void> {
  const legs = new Map<string, Leg>();
  type Row = { leg_id: string; case_id: string; status: string; reference: string | null; by_hand: boolean };
  for await (const page of pagesOf<Row>(pools.refund, `SELECT leg->>'legId' AS leg_id, case_id, leg->>'status' AS status, leg->>'providerReference' AS reference, leg->>'byHand' IS NOT NULL AS by_hand FROM refund, jsonb_array_elements(${everyLeg}) AS leg`)) {
    for (const { leg_id, case_id, status, reference, by_hand } of page) {
      // What finance has paid by hand, the provider never did.
      legs.set(leg_id, { status, settledAs: status === 'settled' && !by_hand ? (reference ?? '') : undefined, stuck: leftovers.refund.subjects.has(`case:${case_id}`) });
    }
  }
  const booked = new Set(await columnOf(pools.sandbox, `SELECT idempotency_key FROM provider_refund WHERE status = 'settled'`));
  for await (const page of paymentsAnswered(pools.sandbox)) {
    for (const command of page) {
      const leg = legs.get(command.key);
      const verdict = verdictOf(command);
      for (const what of contradictions(command)) found.answered.add(`${nameOf(command)} ${what}`);
      const reference = command.answers[0]?.providerReference;
      // Refund may have stopped asking, and says so.
      const gaveUp = leg?.stuck === true || leg?.status === 'unknown';
      if (verdict === 'ok' && leg?.settledAs !== reference && !gaveUp) found.answered.add(`${nameOf(command)} was answered with ${reference ?? 'nothing'}, but the leg is ${leg?.status ?? 'not there'}${leg?.settledAs === undefined ? '' : ` as ${leg.settledAs}`}`);
      if (verdict === 'failed' && command.operation === 'payments.Refund' && leg?.settledAs !== undefined && !booked.has(command.key)) found.refused.add(`${nameOf(command)} was refused (${command.codes.join(', ')}), but the leg has settled`);
      if (verdict === 'unknown' && leg?.settledAs !== undefined && !booked.has(command.key)) found.unanswered.add(`${nameOf(command)} was not answered and the provider has not paid, but the leg has settled`);
    }
  }
}
