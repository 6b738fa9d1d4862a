import type { BusMessage } from '../../src/bus/bus';
import { decode, type Envelope } from '../../src/envelope';
import type { DepartmentState, Observation } from './observation';
import { caseIdOf, parcelId } from './world-outside';
import { emptyCase } from './tables';

type Find = (violation: string) => void;

/** The guarantees of the architecture's section 4, looked at when everything is quiet. Answers what does not hold, in words. */
export function violationsOf(seen: Observation): readonly string[] {
  const found: string[] = [];
  const find: Find = (violation) => void found.push(violation);
  commandsAnsweredOnce(seen, find);
  publishedInOrder('intake', seen.departments.intake, seen.topics.intake, find);
  publishedInOrder('review', seen.departments.review, seen.topics.review, find);
  evidenceTookEffect(seen, find);
  tasksTookEffect(seen, find);
  parcelsTookEffect(seen, find);
  repliesTookEffect(seen, find);
  for (const [name, state] of Object.entries(seen.departments)) nothingIsLeft(name, state, find);
  return found;
}

/** A key is answered once and the same; ok has its effect once, a refusal none, and where nobody knows it is there whole or not at all. */
function commandsAnsweredOnce({ commands, departments }: Observation, find: Find): void {
  for (const { planned, request, answers } of commands) {
    const name = `command ${request.evidenceId}`;
    const definite = answers.filter((answer) => answer.kind === 'ok' || answer.kind === 'refused');
    for (const answer of answers) if (answer.kind === 'unexpected') find(`${name} failed: ${answer.reason}`);
    if (new Set(definite.map((answer) => JSON.stringify(answer))).size > 1) find(`${name} was answered differently: ${JSON.stringify(definite)}`);
    if (planned.patient && definite.length === 0) find(`${name} never got an answer`);
    const effects = departments[planned.department].entries.filter((id) => id === request.evidenceId).length;
    const [first] = definite;
    if (first?.kind === 'ok' && effects !== 1) find(`${name} was answered ok and took effect ${effects} times`);
    if (first?.kind === 'refused' && effects !== 0) find(`${name} was refused and took effect`);
    if (effects > 1) find(`${name} took effect ${effects} times`);
  }
}

/** What was said under a head counts 1, 2, 3 …; each is on the bus, and for the first time in that order. */
function publishedInOrder(department: string, { said }: DepartmentState, log: readonly BusMessage[], find: Find): void {
  const bySubject = new Map<string, string[]>();
  for (const { subject, id, sequence } of said) {
    if (sequence === undefined) continue;
    const ids = bySubject.get(subject) ?? [];
    bySubject.set(subject, ids);
    ids.push(id);
    if (sequence !== ids.length) find(`${department} said number ${sequence} of ${subject} as its ${ids.length}th`);
  }
  const firsts = firstOccurrences(log);
  for (const subject of new Set([...bySubject.keys(), ...firsts.keys()])) {
    sameList(`${department}: published of ${subject}`, (firsts.get(subject) ?? []).map(({ id }) => id), bySubject.get(subject) ?? [], find);
  }
}

/** Every event of intake took effect exactly once in both groups, in its order; what was given up did not. */
function evidenceTookEffect({ departments: { intake, review, refund }, topics }: Observation, find: Find): void {
  const bySubject = firstOccurrences(topics.intake);
  const saidIds: string[] = [];
  for (const [subject, events] of bySubject) {
    const caseId = subject.slice('case:'.length);
    const ids = events.map(({ id }) => id);
    saidIds.push(...events.map(({ value }) => (JSON.parse(value) as { evidenceId: string }).evidenceId));
    sameList(`review: evidence of ${caseId}`, (review.cases.get(caseId) ?? emptyCase).evidence, ids.filter((id) => !review.discarded.includes(id)), find);
    sameList(`refund: evidence of ${caseId}`, (refund.cases.get(caseId) ?? emptyCase).evidence, ids.filter((id) => !refund.discarded.includes(id)), find);
  }
  sameSet('intake: entries and what was said', saidIds, intake.entries, find);
  for (const [caseId, { evidence }] of intake.cases) for (const id of evidence) if (!intake.entries.includes(id)) find(`intake: ${caseId} has ${id}, whose entry is missing`);
  const taken = [...review.cases.values()].flatMap(({ evidence }) => evidence);
  sameSet('review: calls asked for', review.intents, taken.map((id) => `call ${id}`), find);
}

/** Everything that review did it told refund about, and refund took it in order. */
function tasksTookEffect({ departments: { review, refund }, topics, commands }: Observation, find: Find): void {
  const told: string[] = [];
  for (const [subject, events] of firstOccurrences(topics.review)) {
    const caseId = subject.slice('case:'.length);
    sameSet(`refund: tasks of ${caseId}`, (refund.cases.get(caseId) ?? emptyCase).tasks, events.map(({ id }) => id), find);
    told.push(...events.map(({ value }) => (JSON.parse(value) as { taskId: string }).taskId));
  }
  for (const [caseId, { tasks }] of refund.cases) {
    const numbers = tasks.map((id) => Number(id.slice(id.lastIndexOf('/') + 1)));
    sameList(`refund: order of tasks of ${caseId}`, numbers, [...numbers].sort((a, b) => a - b), find);
  }
  const decided = commands.filter(({ planned, request }) => planned.department === 'review' && review.entries.includes(request.evidenceId)).map(({ request }) => `command/${request.evidenceId}`);
  const replied = review.entries.filter((id) => id.startsWith('reply ')).map((id) => id.replace(' ', '/'));
  const handled = [...review.cases.values()].flatMap(({ evidence }) => evidence);
  sameSet('review: tasks said', told, [...handled, ...replied, ...decided], find);
  if (review.total !== handled.length + replied.length) find(`review: counted ${review.total} of ${handled.length + replied.length}`);
}

/** A source with gaps, doubles and a raised epoch: once each, in order; leftovers of the old epoch are dropped. */
function parcelsTookEffect({ plan, parcels, departments: { review } }: Observation, find: Find): void {
  const byCase = new Map<string, string[]>();
  const inOrder = [...parcels].sort((a, b) => a.epoch - b.epoch || a.sequence - b.sequence);
  for (const parcel of inOrder) {
    const caseId = caseIdOf(parcel.caseIndex, plan.cases);
    const ids = byCase.get(caseId) ?? [];
    byCase.set(caseId, ids);
    const id = parcelId(parcel, plan.cases);
    if (!ids.includes(id)) ids.push(id);
  }
  for (const [caseId, ids] of byCase) sameList(`review: parcels of ${caseId}`, (review.cases.get(caseId) ?? emptyCase).parcels, ids, find);
}

/** From outside: once by source and id, however often it came; what can't be read is a dead letter, once. */
function repliesTookEffect({ replies, departments: { review }, topics }: Observation, find: Find): void {
  const wanted = replies.filter(({ malformed }) => !malformed);
  sameSet('review: replies', review.entries.filter((id) => id.startsWith('reply ')), wanted.map(({ id }) => `reply ${id}`), find);
  const dead = review.said.filter(({ sequence }) => sequence === undefined).map(({ id }) => id);
  sameList('review: dead letters', [...dead].sort(), replies.filter(({ malformed }) => malformed).map(({ id }) => id).sort(), find);
  sameSet('dead letters on the bus', [...new Set(topics.deadLetters.map(({ headers }) => headers['ce_id'] ?? ''))], dead, find);
}

function nothingIsLeft(name: string, { blocked, awaited, waiting, parked, entries }: DepartmentState, find: Find): void {
  if (blocked.length > 0) find(`${name}: still stopped: ${blocked.join(', ')}`);
  if (parked.length > 0) find(`${name}: still parked: ${parked.map(({ eventId }) => eventId).join(', ')}`);
  if (waiting.length > 0) find(`${name}: still waiting: ${waiting.join(', ')}`);
  if (awaited.length > 0) find(`${name}: heads awaited by nobody: ${awaited.join(', ')}`);
  if (new Set(entries).size !== entries.length) find(`${name}: entries twice: ${entries.filter((id, index) => entries.indexOf(id) !== index).join(', ')}`);
}

/** Events of a log by subject, each where it stands first. */
export function firstOccurrences(log: readonly BusMessage[]): ReadonlyMap<string, readonly Envelope[]> {
  const bySubject = new Map<string, Envelope[]>();
  const known = new Set<string>();
  for (const message of log) {
    const decoded = decode(message);
    if (!decoded.ok || known.has(decoded.envelope.id)) continue;
    known.add(decoded.envelope.id);
    const events = bySubject.get(decoded.envelope.subject) ?? [];
    bySubject.set(decoded.envelope.subject, events);
    events.push(decoded.envelope);
  }
  return bySubject;
}

function sameList(what: string, is: readonly (string | number)[], should: readonly (string | number)[], find: Find): void {
  if (is.length !== should.length || is.some((each, index) => each !== should[index])) find(`${what}: is [${is.join(', ')}], should be [${should.join(', ')}]`);
}

function sameSet(what: string, is: readonly string[], should: readonly string[], find: Find): void {
  sameList(what, [...is].sort(), [...should].sort(), find);
}
