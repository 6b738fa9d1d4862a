import { Disposition, Grade, Liability, type InspectedLine } from '@huiliu/contracts';
import { shortOf, type Arrival } from '../domain/arrival';

/** How an arrival stands, line by line, in the words of the contract. */
export const inspectedLines = (arrival: Arrival): InspectedLine[] =>
  arrival.lines.map((line) => ({
    caseLineId: line.caseLineId,
    orderLineId: line.orderLineId,
    sku: line.sku,
    expected: line.expected,
    accepted: line.accepted,
    short: shortOf(arrival, line),
    quarantined: line.quarantined,
    ...(line.rejected !== undefined && { rejected: line.rejected }),
    graded: line.graded.map(({ quantity, grade, liability, disposition }) => ({
      quantity,
      grade: Grade.wire(grade),
      liability: Liability.wire(liability),
      disposition: Disposition.wire(disposition),
    })),
  }));
