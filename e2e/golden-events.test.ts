import { join } from 'node:path';
import { departments, registry, topicsHeardBy, type Department } from '@huiliu/contracts';
import { Header } from '@huiliu/messaging';
import { inForce, readGoldens, startDepartment, type GoldenMessage, type RunningDepartment } from '@huiliu/testing';
import { feedback } from '../apps/feedback/src/department';
import { intake } from '../apps/intake/src/department';
import { logistics } from '../apps/logistics/src/department';
import { refund } from '../apps/refund/src/department';
import { review } from '../apps/review/src/department';
import { warehouse } from '../apps/warehouse/src/department';

jest.setTimeout(180_000);

type Running = RunningDepartment<Record<never, never>>;

/** Nobody answers there: what an event leads to is enough here, whether money moves is not asked. */
const nowhere = { HUILIU_PAYMENT_PROVIDER_URL: 'http://127.0.0.1:9' };

const starts: Readonly<Record<Department, () => Promise<Running>>> = {
  intake: () => startDepartment(intake),
  review: () => startDepartment(review),
  logistics: () => startDepartment(logistics),
  warehouse: () => startDepartment(warehouse),
  refund: () => startDepartment(refund, { settings: nowhere }),
  feedback: () => startDepartment(feedback),
};

/** What is passed over on purpose, by event and department. Everything else takes effect. */
const ignored: ReadonlySet<string> = new Set([
  // Lines on the timeline: of a return it is logistics that answers, and the wish itself was a command, which no event tells of.
  'intake huiliu.review.v1.CancellationPassedOn ignored',
  'intake huiliu.logistics.v1.CancellationDeclined ignored',
  'intake huiliu.logistics.v1.CancellationAwaitsAgreement ignored',
  'intake huiliu.logistics.v1.CancellationAgreed ignored',
  // It was cancelled before anything had left, so that nothing was expected.
  'warehouse huiliu.logistics.v1.RecallCalledOff ignored',
  // A line on the case's timeline; the case itself was over before.
  'intake huiliu.refund.v1.HoldRunsOut ignored',
  'intake huiliu.feedback.v1.SurveySent ignored',
  'intake huiliu.feedback.v1.SurveyAnswered ignored',
  // Nobody is asked how it was while another case goes on in its place.
  'feedback huiliu.intake.v1.CaseClosed ignored',
  // Nothing is sent to the customer of a return.
  'warehouse huiliu.review.v1.CaseApproved ignored',
  // Of what is sent again nothing comes back that it could be compared with.
  'refund huiliu.warehouse.v1.UnitsReserved ignored',
  // Of goods that were to be repaired nothing was set aside.
  'warehouse huiliu.logistics.v1.ReplacementCalledOff ignored',
  // What becomes of rejected units the warehouse settles, and a deduction sends nothing back.
  'logistics huiliu.intake.v1.ResolutionChanged ignored',
  'logistics huiliu.warehouse.v1.RejectionSettled ignored',
  // That a parcel was too late for a case it was matched to: the match itself was a command.
  'warehouse huiliu.logistics.v1.ParcelMatchAnswered ignored',
  // Whether nothing is sent is for logistics to decide.
  'warehouse huiliu.intake.v1.ResolutionChanged ignored',
]);

const goldens = readGoldens(join(__dirname, '..'));
const versions = [...new Set(goldens.map(({ version }) => version))];
const cases = versions.flatMap((version) => departments.map((department): [number, Department] => [version, department]));

/** In the order in which it was said; events of other versions may have been counted otherwise, so that sequences, and the ids that they are part of, are given again. */
function inOrder(messages: readonly GoldenMessage[]): GoldenMessage[] {
  const sequences = new Map<string, number>();
  const timeOf = ({ headers }: GoldenMessage): string => headers[Header.time] ?? '';
  return messages
    .toSorted((a, b) => (timeOf(a) < timeOf(b) ? -1 : timeOf(a) > timeOf(b) ? 1 : 0))
    .map((message) => {
      if (message.headers[Header.sequence] === undefined) return message;
      const counter = `${message.headers[Header.source]} ${message.key}`;
      const sequence = (sequences.get(counter) ?? 0) + 1;
      sequences.set(counter, sequence);
      const id = (message.headers[Header.id] ?? '').replace(/[^/]*$/, String(sequence));
      return { ...message, headers: { ...message.headers, [Header.id]: id, [Header.sequence]: String(sequence) } };
    });
}

describe.each(cases)('the events of version %i of the contracts', (version, department) => {
  let running: Running | undefined;
  afterAll(() => running?.stop());

  it(`take effect in ${department} as it is now`, async () => {
    running = await starts[department]();
    const topics = new Set(topicsHeardBy(department));
    const messages = inOrder(inForce(goldens, version).flatMap((golden) => golden.messages)).filter(({ topic }) => topics.has(topic));
    expect(messages.length).toBeGreaterThan(0);
    const outcomes: string[] = [];
    for (const { topic, value, ...message } of messages) {
      const type = message.headers[Header.type] ?? '';
      const id = await running.forward(topic, { ...message, value: JSON.stringify(value) });
      // It comes over the same topic, and is of no interest here.
      if (!registry.get(type)?.heardBy.includes(department)) continue;
      const outcome = await running.handled(id);
      // No goods come back for a price difference.
      const isDifference = department === 'logistics' && (value as { readonly type?: unknown }).type === 'CASE_TYPE_PRICE_DIFFERENCE';
      if (isDifference) expect(outcome).toBe('ignored');
      else outcomes.push(`${type} ${outcome}`);
    }
    expect(outcomes.filter((outcome) => !outcome.endsWith(' done') && !ignored.has(`${department} ${outcome}`))).toEqual([]);
    await running.settled();
    expect(await running.rows('SELECT type, reason FROM parked UNION ALL SELECT type, reason FROM waiting')).toEqual([]);
    expect(running.published.flatMap(({ deadCode, name }) => (deadCode === undefined ? [] : [`${name} ${deadCode}`]))).toEqual([]);
    expect(running.alarms).toEqual([]);
  });
});
