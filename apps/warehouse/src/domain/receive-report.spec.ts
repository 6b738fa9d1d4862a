import fc from 'fast-check';
import { expectArrival, shortOf, taskIdOf, type Arrival } from './arrival';
import { dockArrival } from './dock-arrival';
import { movesOfReport } from './moves-of-report';
import { arrivalLimits, decideReport, evolve, type Finding, type InspectionReport } from './receive-report';
import { breaksOf, moveStock, unopenedStock, type SkuStock } from './stock';

const ref = { caseId: 'c1', caseNumber: 'AS-1', orderId: 'o1' };

function atDock(...lines: readonly (readonly [sku: string, quantity: number])[]): Arrival {
  const expected = lines.map(([sku, quantity], index) => ({ caseLineId: `l${index + 1}`, orderLineId: `ol${index + 1}`, sku, quantity, reason: 'no_reason' as const }));
  const docked = dockArrival(expectArrival({ ref, rmaNumber: 'RMA-1', trackingNumber: 'GR1', lines: expected }));
  if (!docked.ok) throw new Error(docked.error.code);
  return docked.value;
}

const finding = (quantity: number, overrides: Partial<Finding> = {}): Finding => ({ caseLineId: 'l1', sku: 'MUG', quantity, grade: 'a', liability: 'customer', ...overrides });

const report = (reportId: string, findings: readonly Finding[], overrides: Partial<InspectionReport> = {}): InspectionReport => ({
  taskId: taskIdOf('c1'),
  reportId,
  findings,
  final: false,
  inspectedAt: '2026-11-05T09:00:00Z',
  ...overrides,
});

function take(arrival: Arrival, ...reports: readonly InspectionReport[]): Arrival {
  return reports.reduce((state, each) => {
    const decided = decideReport(state, each);
    if (!decided.ok) throw new Error(decided.error.code);
    return decided.value.reduce(evolve, state);
  }, arrival);
}

const codeOf = (arrival: Arrival, each: InspectionReport): string => {
  const decided = decideReport(arrival, each);
  return decided.ok ? 'ok' : decided.error.code;
};

describe('receiving reports of the WMS', () => {
  it('adds receipts up: 3 then 2 of 5 is 5, and that finishes it', () => {
    const half = take(atDock(['MUG', 5]), report('r1', [finding(3)]));
    expect(half).toMatchObject({ status: 'receiving', inspectedAt: undefined, lines: [{ accepted: 3 }] });
    const whole = take(half, report('r2', [finding(2)]));
    expect(whole).toMatchObject({ status: 'inspected', inspectedAt: '2026-11-05T09:00:00Z', lines: [{ accepted: 5, graded: [{ quantity: 5, grade: 'a' }] }] });
  });

  it('makes what is missing short when a report is final', () => {
    const arrival = take(atDock(['MUG', 5], ['CUP', 1]), report('r1', [finding(3)]), report('r2', [], { final: true }));
    expect(arrival.lines.map((line) => [line.accepted, shortOf(arrival, line)])).toEqual([[3, 2], [0, 1]]);
  });

  it('calls nothing short before that', () => {
    const arrival = take(atDock(['MUG', 5]), report('r1', [finding(3)]));
    expect(arrival.lines.map((line) => shortOf(arrival, line))).toEqual([0]);
  });

  it('takes a final report of an empty parcel: everything is short', () => {
    const arrival = take(atDock(['MUG', 2]), report('r1', [], { final: true }));
    expect(arrival).toMatchObject({ status: 'inspected', lines: [{ accepted: 0 }] });
  });

  it('accepts expected units whatever their grade, and keeps grade, liability and disposition', () => {
    const arrival = take(atDock(['MUG', 4]), report('r1', [finding(1), finding(2, { grade: 'd', liability: 'supplier' }), finding(1, { grade: 'd', liability: 'carrier' })]));
    expect(arrival.lines[0]?.graded).toEqual([
      { quantity: 1, grade: 'a', liability: 'customer', disposition: 'restock' },
      { quantity: 2, grade: 'd', liability: 'supplier', disposition: 'vendor_return' },
      { quantity: 1, grade: 'd', liability: 'carrier', disposition: 'scrap' },
    ]);
  });

  it('sets aside what is more than expected, and does not let it block the expected units', () => {
    const arrival = take(atDock(['MUG', 2]), report('r1', [finding(3)]));
    expect(arrival).toMatchObject({ status: 'inspected', lines: [{ accepted: 2, quarantined: 1 }], exceptions: [{ kind: 'over_receipt', quantity: 1, sku: 'MUG' }] });
  });

  it('sets aside another SKU than the line\'s, and goes on expecting the right one', () => {
    const arrival = take(atDock(['MUG', 1]), report('r1', [finding(1, { sku: 'CUP' })]));
    expect(arrival).toMatchObject({ status: 'receiving', lines: [{ accepted: 0, quarantined: 1 }], exceptions: [{ kind: 'wrong_item', sku: 'CUP' }] });
  });

  it('sets aside units of a line that was never announced', () => {
    const arrival = take(atDock(['MUG', 1]), report('r1', [finding(1), finding(4, { caseLineId: 'other' })]));
    expect(arrival).toMatchObject({ status: 'inspected', lines: [{ accepted: 1, quarantined: 0 }], exceptions: [{ kind: 'unknown_line', caseLineId: 'other', quantity: 4 }] });
  });

  it('does nothing with a report that came before, during the inspection and after it', () => {
    const first = report('r1', [finding(3)]);
    const half = take(atDock(['MUG', 5]), first);
    expect(decideReport(half, first)).toEqual({ ok: true, value: [] });
    expect(decideReport(take(half, report('r2', [], { final: true })), first)).toEqual({ ok: true, value: [] });
  });

  it('refuses what can\'t be taken', () => {
    const docked = atDock(['MUG', 5]);
    const half = take(docked, report('r1', [finding(3)]));
    expect(codeOf({ ...docked, status: 'expected' }, report('r1', []))).toBe('TASK_UNKNOWN');
    expect(codeOf(docked, report('r1', [], { taskId: 'I-other' }))).toBe('TASK_UNKNOWN');
    expect(codeOf(half, report('r1', [finding(2)]))).toBe('REPORT_CONTRADICTS');
    expect(codeOf(take(half, report('r2', [], { final: true })), report('r3', [finding(2)]))).toBe('ALREADY_INSPECTED');
  });

  it('takes a report for another one where units, end or time differ; the same instant may be written in another way', () => {
    const first = report('r1', [finding(3)]);
    const half = take(atDock(['MUG', 5]), first);
    expect(codeOf(half, { ...first, findings: [finding(4)] })).toBe('REPORT_CONTRADICTS');
    expect(codeOf(half, { ...first, final: true })).toBe('REPORT_CONTRADICTS');
    expect(codeOf(half, { ...first, inspectedAt: '2026-11-05T09:00:01Z' })).toBe('REPORT_CONTRADICTS');
    expect(decideReport(half, { ...first, inspectedAt: '2026-11-05T09:00:00.000Z' })).toEqual({ ok: true, value: [] });
  });

  it('counts the units of every finding of a report', () => {
    expect(take(atDock(['MUG', 5]), report('r1', [finding(3), finding(1)])).reports).toMatchObject([{ reportId: 'r1', units: 4, final: false }]);
  });

  it('goes on until every line is complete', () => {
    expect(take(atDock(['MUG', 1], ['CUP', 1]), report('r1', [finding(1)])).status).toBe('receiving');
  });

  it('keeps units of different grade or liability apart, and adds up those that are alike', () => {
    const kinds: Partial<Finding>[] = [{ grade: 'a', liability: 'customer' }, { grade: 'b', liability: 'customer' }, { grade: 'b', liability: 'seller' }, { grade: 'a', liability: 'seller' }];
    const arrival = take(atDock(['MUG', 9]), report('r1', kinds.map((kind) => finding(1, kind))), report('r2', kinds.map((kind) => finding(1, kind))));
    expect(arrival.lines[0]?.graded.map(({ quantity, grade, liability }) => [quantity, grade, liability])).toEqual([[2, 'a', 'customer'], [2, 'b', 'customer'], [2, 'b', 'seller'], [2, 'a', 'seller']]);
  });

  it('accepts nothing beyond what is expected, not even an empty entry', () => {
    const whole = take(atDock(['MUG', 2], ['CUP', 1]), report('r1', [finding(2)]));
    const decided = decideReport(whole, report('r2', [finding(1, { grade: 'b' })]));
    expect(decided.ok && decided.value.map(({ type }) => type)).toEqual(['units_set_aside', 'report_taken']);
  });

  it('bounds what was set aside, not what was accepted', () => {
    const almost = Array.from({ length: arrivalLimits.exceptions - 1 }, (_, index) => finding(1, { caseLineId: `x${index}` }));
    const arrival = take(atDock(['MUG', 5]), report('r1', almost));
    expect(codeOf(arrival, report('r2', [finding(1), finding(1), finding(1, { caseLineId: 'y' })]))).toBe('ok');
    expect(codeOf(arrival, report('r2', [finding(1, { caseLineId: 'y' }), finding(1, { caseLineId: 'z' })]))).toBe('TOO_MANY_EXCEPTIONS');
  });

  it('is bounded, and can still be finished beyond the bounds', () => {
    const many = Array.from({ length: arrivalLimits.reports }, (_, index) => report(`r${index}`, []));
    const full = take(atDock(['MUG', 5]), ...many);
    expect(codeOf(full, report('more', [finding(1)]))).toBe('TOO_MANY_REPORTS');
    expect(codeOf(full, report('last', [finding(1)], { final: true }))).toBe('ok');
    const strange = Array.from({ length: arrivalLimits.exceptions }, (_, index) => finding(1, { caseLineId: `x${index}` }));
    const crowded = take(atDock(['MUG', 5]), report('r1', strange));
    expect(codeOf(crowded, report('r2', [finding(1, { caseLineId: 'one more' })]))).toBe('TOO_MANY_EXCEPTIONS');
    expect(codeOf(crowded, report('r2', [finding(1, { caseLineId: 'one more' })], { final: true }))).toBe('ok');
  });
});

describe('whatever the WMS reports', () => {
  const findings = fc.array(
    fc.record({
      caseLineId: fc.constantFrom('l1', 'l2', 'unknown'),
      sku: fc.constantFrom('MUG', 'CUP', 'PLATE'),
      quantity: fc.integer({ min: 1, max: 5 }),
      grade: fc.constantFrom('a', 'b', 'c', 'd' as const),
      liability: fc.constantFrom('seller', 'customer', 'carrier', 'supplier', 'undetermined' as const),
    }),
    { maxLength: 4 },
  ) as fc.Arbitrary<Finding[]>;
  const reports = fc.array(fc.record({ findings, final: fc.boolean(), repeats: fc.nat(2) }), { maxLength: 8 });

  it('loses no unit: each one found is accepted, set aside, or refused with its report; stock is conserved; it ends once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 }), reports, (mugs, cups, drawn) => {
        let arrival = atDock(['MUG', mugs], ['CUP', cups]);
        const stock = new Map<string, SkuStock>();
        let [found, endings] = [0, 0];
        drawn.forEach(({ findings: list, final, repeats }, index) => {
          for (let turn = 0; turn <= repeats; turn++) {
            const each = report(`r${index}`, list, { final });
            const decided = decideReport(arrival, each);
            if (!decided.ok) {
              expect([arrival.status, decided.error.code]).toEqual(['inspected', 'ALREADY_INSPECTED']);
              continue;
            }
            if (turn > 0) expect(decided.value).toEqual([]);
            else found += list.reduce((sum, { quantity }) => sum + quantity, 0);
            for (const move of movesOfReport('c1', each.reportId, decided.value, each.inspectedAt)) stock.set(move.sku, moveStock(stock.get(move.sku) ?? unopenedStock(move.sku), move));
            if (decided.value.some((event) => event.type === 'report_taken' && event.to === 'inspected')) endings++;
            arrival = decided.value.reduce(evolve, arrival);
          }
        });
        const accepted = arrival.lines.reduce((sum, line) => sum + line.accepted, 0);
        const setAside = arrival.exceptions.reduce((sum, { quantity }) => sum + quantity, 0);
        expect(accepted + setAside).toBe(found);
        expect([...stock.values()].reduce((sum, { totalIn }) => sum + totalIn, 0n)).toBe(BigInt(found));
        expect([...stock.values()].reduce((sum, { shelves }) => sum + shelves.quarantine.onHand, 0n)).toBe(BigInt(setAside));
        for (const ledger of stock.values()) expect(breaksOf(ledger)).toEqual([]);
        for (const line of arrival.lines) {
          expect(line.accepted).toBeLessThanOrEqual(line.expected);
          expect(line.graded.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(line.accepted);
          expect(line.accepted + shortOf(arrival, line)).toBe(arrival.status === 'inspected' ? line.expected : line.accepted);
        }
        expect(endings).toBe(arrival.status === 'inspected' ? 1 : 0);
      }),
    );
  });
});

describe('how a report moves stock', () => {
  const moved = (findings: readonly Finding[]): unknown[] => {
    const decided = decideReport(atDock(['MUG', 2]), report('r1', findings));
    if (!decided.ok) throw new Error(decided.error.code);
    return movesOfReport('c1', 'r1', decided.value, '2026-11-05T09:00:00Z').map(({ moveId, sku, from, to, quantity, disposition }) => [moveId, sku, from, to, quantity, disposition]);
  };

  it('puts accepted units on the shelf of their grade, and the others in quarantine', () => {
    expect(moved([finding(3, { grade: 'b' })])).toEqual([
      ['c1/r1/1', 'MUG', 'outside', 'b', 2n, 'refurbish'],
      ['c1/r1/2', 'MUG', 'outside', 'quarantine', 1n, 'quarantine'],
    ]);
  });

  it('takes scrapped units over the shelf and out', () => {
    expect(moved([finding(2, { grade: 'd', liability: 'seller' })])).toEqual([
      ['c1/r1/1', 'MUG', 'outside', 'd', 2n, 'scrap'],
      ['c1/r1/2', 'MUG', 'd', 'outside', 2n, 'scrap'],
    ]);
  });

  it('gives each move an id that fits the contract', () => {
    const decided = decideReport(atDock(['MUG', 1]), report('r'.repeat(64), [finding(1)]));
    const [first] = decided.ok ? movesOfReport('c'.repeat(64), 'r'.repeat(64), decided.value, '2026-11-05T09:00:00Z') : [];
    expect(first?.moveId.length).toBeLessThanOrEqual(160 - '2000'.length);
  });
});
