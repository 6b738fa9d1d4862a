import { ConcernReported, ReturnRequested } from '@huiliu/contracts';
import { groupBy } from './databases/query';
import type { Findings } from './findings';
import type { Invariant } from './invariant';
import type { World } from './world';

/** Every request and every application that was accepted has become exactly one case, or was refused in so many words. */
export const noCaseLost: Invariant = {
  name: 'no case is lost',
  check: async (world, found) => {
    await checkRequests(world, found);
    await checkApplications(world, found);
  },
};

async function checkRequests({ pools, log, leftovers }: World, found: Findings): Promise<void> {
  const { rows } = await pools.intake.query<{ request_id: string; cases: number }>(`SELECT request_id, count(*)::int AS cases FROM intake_case WHERE request_id <> '' GROUP BY request_id`);
  const opened = new Map(rows.map((row) => [row.request_id, row.cases]));
  const dead = log.deadLetterKeys(ReturnRequested.topic);
  const events = [...log.incoming].flatMap(([key, event]) => (event.type === ReturnRequested.type || event.type === ConcernReported.type ? [{ key, ...event }] : []));
  for (const event of events.filter(({ requestId }) => requestId === undefined)) {
    if (!dead.has(event.key)) found.add(`return request ${event.key} can't be read and is not among the dead letters`);
  }
  const byRequest = groupBy(events.filter(({ requestId }) => requestId !== undefined), ({ requestId }) => requestId ?? '');
  for (const [requestId, asked] of byRequest) {
    const cases = opened.get(requestId) ?? 0;
    const answered = asked.some(({ key }) => dead.has(key) || leftovers.intake.held.has(key));
    if (cases > 1) found.add(`request ${requestId} became ${cases} cases`);
    else if (cases === 0 && !answered) found.add(`request ${requestId} became no case and is not among the dead letters`);
  }
  for (const requestId of opened.keys()) if (!byRequest.has(requestId)) found.add(`there is a case for request ${requestId}, which is not on the bus`);
}

async function checkApplications({ pools }: World, found: Findings): Promise<void> {
  const { rows } = await pools.sandbox.query<{ request_id: string; case_id: string | null }>(`SELECT request_id, case_id FROM application WHERE status = 'accepted'`);
  const { rows: cases } = await pools.intake.query<{ case_id: string }>(`SELECT case_id FROM intake_case WHERE case_id = ANY($1)`, [rows.map((row) => row.case_id)]);
  const there = new Set(cases.map((row) => row.case_id));
  const taken = new Map<string, string>();
  for (const { request_id, case_id } of rows) {
    if (case_id === null) found.add(`application ${request_id} was accepted without the id of a case`);
    else if (!there.has(case_id)) found.add(`application ${request_id} was accepted as case ${case_id}, which is not there`);
    else if (taken.has(case_id)) found.add(`applications ${taken.get(case_id)} and ${request_id} were both accepted as case ${case_id}`);
    if (case_id !== null) taken.set(case_id, request_id);
  }
}
