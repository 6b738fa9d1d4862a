import { aggregate } from '@huiliu/messaging';
import { faultsOfPolicy, type Policy } from '../../../domain/policy';
import type { ApplicationLine } from '../../../domain/application';
import type { ApprovedPart, Decision, LineApproval, Review, ReviewStatus, Task } from '../../../domain/review';
import { readAdvance, readTerms, writeTerms } from './policy-terms';
import { PolicyRow, ReviewRow, type StoredApproval, type StoredDecision, type StoredLine, type StoredPart } from './rows';

export function reviewToRow(caseId: string, { application, status, task, decision, round, evidenceRequests, evidenceRequest, earlier, cancellationPassedOn }: Review): Omit<ReviewRow, 'version'> {
  const { claimedMinor, signedAt, lines, ...rest } = application;
  return {
    caseId,
    status,
    taskId: task?.taskId ?? null,
    dueAt: task ? new Date(task.dueAt) : null,
    claimedBy: task?.claimedBy ?? null,
    doc: {
      application: { ...rest, claimedMinor: String(claimedMinor), signedAt: signedAt ?? null, lines: lines.map(lineToDoc) },
      task: task ? { overdue: task.overdue, grounds: task.grounds } : null,
      decision: decision ? decisionToDoc(decision) : null,
      round,
      evidenceRequests,
      evidenceRequest,
      earlier: earlier.map(decisionToDoc),
      ...(cancellationPassedOn && { cancellationPassedOn }),
    },
  };
}

export function reviewFromRow(row: ReviewRow): Review {
  const { application, decision, round = 1, evidenceRequests = 0, evidenceRequest, earlier = [] } = row.doc;
  return {
    application: { ...application, claimedMinor: BigInt(application.claimedMinor), signedAt: application.signedAt ?? undefined, lines: application.lines.map(lineFromDoc) },
    status: row.status as ReviewStatus,
    task: taskFromRow(row),
    decision: decision ? decisionFromRow(decision) : undefined,
    round,
    evidenceRequests,
    evidenceRequest,
    earlier: earlier.map(decisionFromRow),
    cancellationPassedOn: row.doc.cancellationPassedOn ?? false,
  };
}

const decisionFromRow = ({ round = 1, part, supplementUntil, ...decision }: StoredDecision): Decision => ({ ...decision, round, part: part && partFromDoc(part), supplementUntil });
const decisionToDoc = ({ part, ...decision }: Decision): StoredDecision => ({ ...decision, part: part && partToDoc(part) });

const partToDoc = ({ approved, ...part }: ApprovedPart): StoredPart => ({ ...part, approved: approved.map(({ eachMinor, ...line }): StoredApproval => (eachMinor === undefined ? line : { ...line, eachMinor: eachMinor.toString() })) });
const partFromDoc = ({ approved, ...part }: StoredPart): ApprovedPart => ({ ...part, approved: approved.map(({ eachMinor, ...line }): LineApproval => (eachMinor === undefined ? line : { ...line, eachMinor: BigInt(eachMinor) })) });

const lineToDoc = ({ difference, wanted, ...line }: ApplicationLine): StoredLine => ({
  ...line,
  ...(difference && { difference: { askedMinor: difference.askedMinor.toString(), lowerPriceMinor: difference.lowerPriceMinor.toString() } }),
  ...(wanted && { wanted: { sku: wanted.sku, unitPriceMinor: wanted.unitPriceMinor.toString() } }),
});
const lineFromDoc = ({ difference, wanted, ...line }: StoredLine): ApplicationLine => ({
  ...line,
  ...(difference && { difference: { askedMinor: BigInt(difference.askedMinor), lowerPriceMinor: BigInt(difference.lowerPriceMinor) } }),
  ...(wanted && { wanted: { sku: wanted.sku, unitPriceMinor: BigInt(wanted.unitPriceMinor) } }),
});

function taskFromRow({ taskId, dueAt, claimedBy, doc: { task } }: ReviewRow): Task | undefined {
  if (taskId === null || dueAt === null || task === null) return undefined;
  return { taskId, dueAt: dueAt.toISOString(), overdue: task.overdue, claimedBy: claimedBy ?? undefined, grounds: task.grounds };
}

export function policyToRow(policyId: string, { version, activeFrom, advance, ...terms }: Policy): Omit<PolicyRow, 'version'> {
  return { policyId, policyVersion: version, activeFrom: new Date(activeFrom), terms: writeTerms(terms), advance: advance ?? null };
}

let lastPolicy: { readonly stored: string; readonly policy: Policy } | undefined;

/**
 * Throws when the stored policy has faults: cases are parked rather than decided by it, and can be replayed once it is right.
 * Every batch loads the policy, and checking it costs more than deciding ten cases: what was checked last is not checked again.
 */
export function policyFromRow({ policyVersion, activeFrom, terms, advance }: Omit<PolicyRow, 'version'>): Policy {
  const stored = JSON.stringify([policyVersion, activeFrom, terms, advance]);
  if (lastPolicy?.stored === stored) return lastPolicy.policy;
  const policy: Policy = { version: policyVersion, activeFrom: activeFrom.toISOString(), ...readTerms(terms), ...(advance && { advance: readAdvance(advance) }) };
  const faults = faultsOfPolicy(policy);
  if (faults.length > 0) throw new Error(`policy ${policy.version} can't be used: ${faults.join('; ')}`);
  lastPolicy = { stored, policy };
  return policy;
}

/** Order of locks. Policies are read without one: each decision quotes the version it used. */
export const reviewTables = {
  reviews: aggregate({ entity: ReviewRow, toRow: reviewToRow, fromRow: reviewFromRow }),
  policies: aggregate({ entity: PolicyRow, toRow: policyToRow, fromRow: policyFromRow }),
};
