import { CustomerRegistered } from '@huiliu/contracts';
import type { Breakable } from './copied-world';
import { copyOf, say, sentence, type Fault } from './fault';

const { answered, refused, unanswered, unasked } = sentence;

/** Numbers that no run of a sandbox gives. */
const plantedAttempt = 1;

interface Noted {
  readonly principal: string;
  readonly operation: string;
  readonly key: string;
  readonly outcome?: 'ok' | 'failed' | 'unknown';
  readonly answer?: object;
}

/** Writes into the history that something was asked, and what was answered. */
async function note({ run }: Breakable, { principal, operation, key, outcome, answer }: Noted): Promise<void> {
  await run('sandbox', 'INSERT INTO history_attempt (attempt, principal, operation, commands, asked_at) VALUES ($1, $2, $3, $4, now())', [plantedAttempt, principal, operation, JSON.stringify([[key, 'planted']])]);
  if (outcome) await run('sandbox', 'INSERT INTO history_outcome (attempt, outcome, answer, answered_at) VALUES ($1, $2, $3, now())', [plantedAttempt, outcome, answer ? JSON.stringify(answer) : null]);
}

interface Command {
  readonly attempt: string;
  readonly principal: string;
  readonly key: string;
}

/** Some command that was answered ok. */
async function anAnswered({ run }: Breakable, operation: string): Promise<Command> {
  const [row] = await run('sandbox', `SELECT attempt, principal, commands->0->>0 AS key FROM history_attempt JOIN history_outcome USING (attempt) WHERE outcome = 'ok' AND operation = $1 ORDER BY attempt LIMIT 1`, [operation]);
  return { attempt: String(row?.['attempt']), principal: String(row?.['principal']), key: String(row?.['key']) };
}

/** What was asked and answered does not fit what is there. */
export const historyFaults: readonly Fault[] = [
  {
    name: 'a decision was answered ok and has had no effect',
    breaks: [answered],
    plant: (world) => note(world, { principal: 'sandbox-reviewer', operation: 'review.DecideTask', key: 'planted', outcome: 'ok', answer: { status: 'decided' } }),
  },
  {
    name: 'an application was answered with a case that is not there',
    breaks: [answered],
    plant: (world) => note(world, { principal: 'sandbox-shop', operation: 'intake.SubmitCase', key: 'planted', outcome: 'ok', answer: { caseId: 'planted', caseNumber: 'planted' } }),
  },
  {
    name: 'an application was answered with the number of another case',
    breaks: [answered],
    plant: async (world) => {
      const { attempt } = await anAnswered(world, 'intake.SubmitCase');
      await world.run('sandbox', `UPDATE history_outcome SET answer = answer || '{"caseNumber": "planted"}' WHERE attempt = $1`, [attempt]);
    },
  },
  {
    name: 'a command was answered once and done twice',
    breaks: [sentence.events, answered],
    plant: async (world) => {
      const { principal, key } = await anAnswered(world, 'review.ClaimTask');
      await world.run('review', copyOf('hop', { subject: 'order:planted', follows: null }, `id = '${principal}/review.ClaimTask/${key}'`));
    },
  },
  {
    name: 'a command was answered ok and refused afterwards',
    breaks: [answered],
    plant: async (world) => {
      const { attempt } = await anAnswered(world, 'review.ClaimTask');
      await world.run('sandbox', `INSERT INTO history_attempt SELECT attempt + 500000000, principal, operation, commands, now() FROM history_attempt WHERE attempt = $1`, [attempt]);
      await world.run('sandbox', `INSERT INTO history_outcome VALUES ($1::bigint + 500000000, 'failed', '409 TASK_TAKEN', NULL, now())`, [attempt]);
    },
  },
  {
    name: 'the bus has lost an event that it had taken',
    breaks: [answered],
    plant: (world) => note(world, { principal: 'urn:huiliu:sandbox:crm', operation: `publish ${CustomerRegistered.topic}`, key: 'planted', outcome: 'ok' }),
  },
  {
    name: 'an event is on the bus with another content than it was sent with',
    breaks: [answered],
    plant: async ({ run }) => {
      await run('sandbox', `UPDATE history_attempt SET commands = jsonb_set(commands, '{0,1}', '"planted"') WHERE operation = $1 AND attempt = (SELECT min(attempt) FROM history_attempt WHERE operation = $1)`, [`publish ${CustomerRegistered.topic}`]);
    },
  },
  {
    name: 'the provider has said that it paid and refund does not know',
    breaks: [answered],
    plant: (world) => note(world, { principal: 'payments', operation: 'payments.Refund', key: 'planted', outcome: 'ok', answer: { providerReference: 'planted' } }),
  },
  {
    name: 'a command was refused and has had an effect',
    breaks: [refused],
    plant: async (world) => {
      const { attempt } = await anAnswered(world, 'review.ClaimTask');
      await world.run('sandbox', `UPDATE history_outcome SET outcome = 'failed', code = '409 TASK_TAKEN', answer = NULL WHERE attempt = $1`, [attempt]);
    },
  },
  {
    name: 'the bus has refused an event and has it',
    breaks: [refused],
    plant: async ({ run }) => {
      await run('sandbox', `UPDATE history_outcome SET outcome = 'failed', code = 'MESSAGE_TOO_LARGE' WHERE attempt = (SELECT min(attempt) FROM history_attempt WHERE operation = $1)`, [`publish ${CustomerRegistered.topic}`]);
    },
  },
  {
    name: 'an application that nobody answered is half done',
    breaks: [unanswered],
    plant: async (world) => {
      const { attempt, principal, key } = await anAnswered(world, 'intake.SubmitCase');
      await world.run('sandbox', 'DELETE FROM history_outcome WHERE attempt = $1', [attempt]);
      await world.run('intake', `UPDATE idempotency SET answer = NULL WHERE principal = $1 AND operation = 'intake.SubmitCase' AND key = $2`, [principal, key]);
    },
  },
  {
    name: 'a decision that nobody asked for was made in the name of the sandbox',
    breaks: [unasked],
    plant: async (world) => {
      const { attempt } = await anAnswered(world, 'review.ClaimTask');
      await world.run('sandbox', 'DELETE FROM history_attempt WHERE attempt = $1', [attempt]);
    },
  },
  {
    name: 'an event from outside was never sent',
    breaks: [sentence.events, unasked],
    plant: (world) => say(world, CustomerRegistered, 'urn:huiliu:sandbox:crm', { subject: 'customer:planted', value: '{}' }),
  },
];
