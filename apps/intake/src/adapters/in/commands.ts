import type {
  AcceptRejectionRequest,
  AcceptRejectionResponse,
  AddEvidenceRequest,
  AddEvidenceResponse,
  CancelCaseRequest,
  CancelCaseResponse,
  ChooseResolutionRequest,
  ChooseResolutionResponse,
  RaiseConcernRequest,
  RaiseConcernResponse,
  ReopenCaseRequest,
  ReopenCaseResponse,
  SubmitCaseRequest,
  SubmitCaseResponse,
  SupplementCaseRequest,
  SupplementCaseResponse,
} from '@huiliu/contracts';
import { CaseType, Resolution } from '@huiliu/contracts';
import { changedSince, command, refused, type Command, type Outcome, type Reader } from '@huiliu/messaging';
import { errorOf } from '@huiliu/platform';
import { acceptRejection } from '../../application/accept-rejection';
import { addEvidence } from '../../application/add-evidence';
import { cancelCase } from '../../application/cancel-case';
import { caseView } from '../../application/case-view';
import { chooseResolution } from '../../application/choose-resolution';
import { raiseConcern } from '../../application/raise-concern';
import { reopenCase } from '../../application/reopen-case';
import { caseNotFound, refusalOf } from '../../application/refusals';
import { submitCase } from '../../application/submit-case';
import { supplementCase } from '../../application/supplement-case';
import { caseSubject, orderSubject, type IntakeWork } from '../../application/work';
import { optionNotOffered } from '../../domain/choice';
import { orderNotFound } from '../../domain/opening';
import type { intakeTables } from '../out/postgres/tables';
import { raisedConcernOf, submissionOf } from './translate';

/** `caseId`: of the case that is opened, if it is; a fresh one for each call. */
export const submitCaseCommand = (caseId: string): Command<typeof intakeTables, SubmitCaseRequest, SubmitCaseResponse> => {
  return command({
    operation: 'intake.SubmitCase',
    plan: async ({ orderId, cameFrom }, reader) => {
      // Before any lock: a made-up number must not leave a head behind.
      const [known] = await reader.query('SELECT 1 FROM mirrored_order WHERE order_id = $1', [orderId]);
      if (!known) throw errorOf(refusalOf(orderNotFound(orderId)));
      // Under the concern's head too: only one at a time makes a case of it.
      const concern = cameFrom === undefined ? [] : [cameFrom];
      if (cameFrom !== undefined) await planFor(cameFrom, reader);
      return { subject: caseSubject(caseId), heads: [orderSubject(orderId), ...concern.map(caseSubject)], rows: { cases: [caseId, ...concern], orders: [orderId], units: [orderId], made: concern } };
    },
    handle: (work, request, _caller, { id, hop }) => submitCase(work, { id, ...hop }, caseId, submissionOf(request)),
  });
};

/** `caseId`: of the case that is opened, if it is; a fresh one for each call. */
export const raiseConcernCommand = (caseId: string): Command<typeof intakeTables, RaiseConcernRequest, RaiseConcernResponse> => {
  return command({
    operation: 'intake.RaiseConcern',
    plan: async ({ orderId }, reader) => {
      if (orderId === '') return { subject: caseSubject(caseId), rows: { cases: [caseId] } };
      const [known] = await reader.query('SELECT 1 FROM mirrored_order WHERE order_id = $1', [orderId]);
      if (!known) throw errorOf(refusalOf(orderNotFound(orderId)));
      return { subject: caseSubject(caseId), heads: [orderSubject(orderId)], rows: { cases: [caseId], orders: [orderId] } };
    },
    handle: (work, request, _caller, { id, hop }) => raiseConcern(work, { id, ...hop }, caseId, raisedConcernOf(request)),
  });
};

export const addEvidenceCommand = command<typeof intakeTables, AddEvidenceRequest, AddEvidenceResponse>({
  operation: 'intake.AddEvidence',
  plan: ({ caseId }, reader) => planFor(caseId, reader),
  handle: (work, { caseId, evidence, seen }, _caller, { id, hop }) => changed(work, caseId, seen) ?? addEvidence(work, { id, ...hop }, caseId, evidence),
});

/** `caseId`: of the case that is opened, if it is; a fresh one for each call. `withinMs`: how long after the end of the other. */
export const reopenCaseCommand = (caseId: string, withinMs: number): Command<typeof intakeTables, ReopenCaseRequest, ReopenCaseResponse> => {
  return command({
    operation: 'intake.ReopenCase',
    // Under the head of the one that has ended too, which is there again if it was archived: only one at a time goes on with it.
    plan: async ({ caseId: endedId }, reader) => {
      const orderId = await orderOf(endedId, reader);
      const order = orderId === '' ? [] : [orderId];
      return { subject: caseSubject(caseId), heads: [...order.map(orderSubject), caseSubject(endedId)], rows: { cases: [caseId, endedId], orders: order, units: order } };
    },
    handle: (work, { caseId: endedId, reasonCode, askedBy, lines, type, seen }, _caller, { id, hop }) =>
      changed(work, endedId, seen) ?? reopenCase(work, { id, ...hop }, { endedId, caseId }, { reasonCode, askedBy, lines, type: CaseType.word(type) }, withinMs),
  });
};

/** A command that may close the case, so that its units may go back. Errors: CASE_NOT_FOUND. */
async function planWithUnits(caseId: string, reader: Reader) {
  return { subject: caseSubject(caseId), rows: { cases: [caseId], units: [await orderOf(caseId, reader)] } };
}

/** Empty when its purchase is not known. Errors: CASE_NOT_FOUND. */
async function orderOf(caseId: string, reader: Reader): Promise<string> {
  const [known] = await reader.query<{ order_id: string }>(`SELECT order_id FROM intake_case WHERE case_id = $1 UNION ALL SELECT parts->'intake_case'->0->>'order_id' FROM archived WHERE subject = $2`, [
    caseId,
    caseSubject(caseId),
  ]);
  if (!known) throw errorOf(caseNotFound(caseId));
  return known.order_id;
}

export const supplementCaseCommand = command<typeof intakeTables, SupplementCaseRequest, SupplementCaseResponse>({
  operation: 'intake.SupplementCase',
  plan: ({ caseId }, reader) => planWithUnits(caseId, reader),
  handle: (work, { caseId, evidence, reason, seen }, _caller, { id, hop }) => changed(work, caseId, seen) ?? supplementCase(work, { id, ...hop }, caseId, { evidence, reason }),
});

export const acceptRejectionCommand = command<typeof intakeTables, AcceptRejectionRequest, AcceptRejectionResponse>({
  operation: 'intake.AcceptRejection',
  plan: ({ caseId }, reader) => planWithUnits(caseId, reader),
  handle: (work, { caseId, seen }, _caller, { id, hop }) => changed(work, caseId, seen) ?? acceptRejection(work, { id, ...hop }, caseId),
});

export const cancelCaseCommand = command<typeof intakeTables, CancelCaseRequest, CancelCaseResponse>({
  operation: 'intake.CancelCase',
  plan: ({ caseId }, reader) => planFor(caseId, reader),
  handle: (work, { caseId, reasonCode, askedBy, seen }, _caller, { id, hop }) => changed(work, caseId, seen) ?? cancelCase(work, { id, ...hop }, caseId, { reasonCode, askedBy }),
});

export const chooseResolutionCommand = command<typeof intakeTables, ChooseResolutionRequest, ChooseResolutionResponse>({
  operation: 'intake.ChooseResolution',
  plan: ({ caseId }, reader) => planFor(caseId, reader),
  handle: (work, { caseId, resolution, chosenBy, sku }, _caller, { id, hop }) => {
    const option = Resolution.word(resolution);
    return option === 'unspecified' ? refused(refusalOf(optionNotOffered)) : chooseResolution(work, { id, ...hop }, caseId, { option, sku, by: chosenBy });
  },
});

/** What a command about a case locks and loads. Errors: CASE_NOT_FOUND. */
async function planFor(caseId: string, reader: Reader) {
  const [known] = await reader.query('SELECT 1 FROM intake_case WHERE case_id = $1 UNION ALL SELECT 1 FROM archived WHERE subject = $2', [caseId, caseSubject(caseId)]);
  if (!known) throw errorOf(caseNotFound(caseId));
  return { subject: caseSubject(caseId), rows: { cases: [caseId] } };
}

function changed(work: IntakeWork, caseId: string, seen: string | undefined): Outcome | undefined {
  const it = work.cases.get(caseId);
  return changedSince(seen, it && caseView(it));
}
