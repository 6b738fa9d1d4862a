import { InspectionTaskIssued, type InspectionReported } from '@huiliu/contracts';
import type { Answer } from '../../store/heard';
import type { Heard } from '../heard';
import { wms } from './wms';

const task = (number: number, expected: readonly number[]): Heard<InspectionTaskIssued> => ({
  contract: InspectionTaskIssued,
  id: `task-${number}`,
  source: 'urn:huiliu:warehouse',
  subject: `case:case-${number}`,
  key: `case-${number}`,
  atMs: 0,
  traceparent: undefined,
  data: {
    ref: { caseId: `case-${number}`, caseNumber: '1', orderId: '' },
    taskId: `task-${number}`,
    rmaNumber: '',
    trackingNumber: '',
    lines: expected.map((expectedQuantity, index) => ({ caseLineId: `line-${index}`, sku: `SKU${index}`, expectedQuantity, reason: index % 2 === 0 ? 'RETURN_REASON_FAULTY' : 'RETURN_REASON_NO_REASON' })),
  },
});

const deliveredAtMs = Date.parse('2010-12-18T10:00:00Z');
const expected = [5, 1];
const answers = Array.from({ length: 600 }, (_, number) => wms('seed').answer(task(number, expected), deliveredAtMs));
const reportsOf = (answer: Answer): InspectionReported[] => {
  const byId = new Map(answer.says.map(({ data }) => [(data as InspectionReported).reportId, data as InspectionReported]));
  return [...byId.values()];
};
const unitsOf = (answer: Answer, line: number): number => reportsOf(answer).reduce((sum, { findings }) => sum + findings.reduce((all, finding) => all + (finding.caseLineId === `line-${line}` ? finding.quantity : 0), 0), 0);
const allUnitsOf = (answer: Answer): number => reportsOf(answer).reduce((sum, { findings }) => sum + findings.reduce((all, { quantity }) => all + quantity, 0), 0);
const total = (answer: Answer): number => unitsOf(answer, 0) + unitsOf(answer, 1);

describe('the WMS', () => {
  it('says the same again when it is asked again', () => {
    expect(wms('seed').answer(task(9, expected), deliveredAtMs)).toEqual(answers[9]);
  });

  it('ends every task with exactly one final report, the last one, after the parcel came', () => {
    for (const answer of answers) {
      const reports = reportsOf(answer);
      expect(reports.map(({ final }) => final)).toEqual([...Array.from({ length: reports.length - 1 }, () => false), true]);
      const times = reports.map(({ inspectedAt }) => Date.parse(inspectedAt));
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(times[0]).toBeGreaterThan(deliveredAtMs);
      expect(answer.businessAtMs).toBe(times.at(-1));
    }
  });

  it('finds all, too few, nothing, too many or something else, and counts them by what they are', () => {
    const seen = new Set<string>();
    for (const answer of answers) {
      const outcome = answer.facts[1] ?? '';
      seen.add(outcome);
      if (outcome === 'all') expect([unitsOf(answer, 0), unitsOf(answer, 1)]).toEqual(expected);
      if (outcome === 'short') expect(total(answer)).toBeLessThan(6);
      if (outcome === 'nothing') expect(total(answer)).toBe(0);
      if (outcome === 'over') expect(total(answer)).toBeGreaterThan(6);
      if (outcome === 'wrong') expect([reportsOf(answer).flatMap(({ findings }) => findings).filter(({ sku }) => sku.startsWith('NOT-')).length > 0, allUnitsOf(answer)]).toEqual([true, 6]);
    }
    expect(seen).toEqual(new Set(['all', 'short', 'nothing', 'over', 'wrong']));
  });

  it('reports some parcels in two parts, the first of which is never all of it', () => {
    const inTwo = answers.filter(({ facts }) => facts.includes('inTwoReports'));
    expect(inTwo.length).toBeGreaterThan(50);
    for (const answer of inTwo) {
      const [first, second] = reportsOf(answer).map(({ findings }) => findings.reduce((sum, { quantity }) => sum + quantity, 0));
      expect(first).toBeGreaterThan(0);
      expect(second).toBeGreaterThan(0);
    }
  });

  it('sends some reports twice, with the same content', () => {
    const facts = answers.flatMap((answer) => answer.facts);
    expect(facts.filter((fact) => fact === 'sameEventTwice').length).toBeGreaterThan(3);
    expect(facts.filter((fact) => fact === 'sameReportTwice').length).toBeGreaterThan(3);
    for (const answer of answers) {
      for (const { data } of answer.says) expect(reportsOf(answer)).toContainEqual(data);
    }
  });

  it('finds some units, but by far not all, worn by who has sent them back, and notes that with just these', () => {
    const worn = answers.filter(({ branches }) => branches?.includes('wear.worn'));
    expect(worn.length).toBeGreaterThan(40);
    expect(worn.length).toBeLessThan(answers.length / 3);
    for (const answer of worn) {
      const blamed = reportsOf(answer).flatMap(({ findings }) => findings.filter(({ grade, liability }) => (grade === 'GRADE_C' || grade === 'GRADE_D') && liability === 'LIABILITY_CUSTOMER'));
      expect(blamed.length).toBeGreaterThan(0);
    }
    const fair = answers.filter(({ branches }) => branches?.includes('wear.fair')).flatMap(reportsOf);
    expect(fair.flatMap(({ findings }) => findings).filter(({ grade, liability }) => (grade === 'GRADE_C' || grade === 'GRADE_D') && liability === 'LIABILITY_CUSTOMER')).toEqual([]);
  });

  it('finds a faulty unit faulty more often than one that came back without a reason', () => {
    const grades = (line: number): string[] => answers.flatMap((answer) => reportsOf(answer).flatMap(({ findings }) => findings.filter(({ caseLineId }) => caseLineId === `line-${line}`).map(({ grade }) => grade)));
    const share = (list: readonly string[], grade: string): number => list.filter((each) => each === grade).length / list.length;
    expect(share(grades(0), 'GRADE_D')).toBeGreaterThan(0.6);
    expect(share(grades(1), 'GRADE_D')).toBeLessThan(0.05);
  });
});
