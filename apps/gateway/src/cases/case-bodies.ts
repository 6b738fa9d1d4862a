import { CaseType, ClaimedCondition, RefundOnlyKind, Resolution, ReturnReason, type AddEvidenceRequest, type CancelCaseRequest, type ChooseResolutionRequest, type EvidenceRef, type ListCasesRequest, type ReopenCaseRequest, type SubmitCaseRequest, type SupplementCaseRequest } from '@huiliu/contracts';
import { z } from 'zod';
import { isEvidenceUri } from '../evidence/links';
import { wordsOf } from '../http/answer-parts';
import { amountText, countInQuery, flagInQuery, text, time, word } from '../http/input';

const evidence = z
  .strictObject({
    evidenceId: text(64).describe('Of your own; the same one is added once.'),
    kind: z.enum(['photo', 'video', 'document']),
    uri: text(512)
      .refine((uri) => !isEvidenceUri(uri), { error: 'must not begin with evidence:, which is for files sent to the case itself' })
      .meta({ not: { pattern: '^\\s*[eE][vV][iI][dD][eE][nN][cC][eE]:' }, description: 'Where the file is. Files that are sent to the case itself have their own way.' }),
  })
  .meta({ id: 'NewEvidence' });

export const line = z
  .strictObject({
    orderLineId: text(64),
    quantity: z.int().min(1).max(1_000_000),
    reason: word(ReturnReason.words),
    condition: word(ClaimedCondition.words).optional(),
    lowerUnitPriceMinor: amountText(0).optional().describe('Of a price difference, and of nothing else: the lower price of one unit that the customer points to.'),
    wantedSku: text(64).optional().describe('Of an exchange, and of nothing else: the variant that is wanted instead. Left out: the same goods again.'),
    wantedUnitPriceMinor: amountText(0).optional().describe('With wantedSku: what one unit of it was quoted at to the customer.'),
  })
  .meta({ id: 'NewLine' });

/** An application, as people send it: words of the trade, not names of the wire. */
export const applicationBody = z.strictObject({
  customerId: text(64).optional().describe('Whom the application is for: staff have to say it, customers leave it out.'),
  orderId: text(64),
  type: word(CaseType.words),
  advance: z.boolean().optional().describe('Of an exchange for the same goods, and of nothing else: they are to leave at once, and their price is held on the customer\'s means of payment meanwhile, if the shop allows it. Left out: they leave once the others are back.'),
  refundOnlyKind: word(RefundOnlyKind.words).optional().describe('Of a refund only: where the goods are. Left out: the customer has them and keeps them. Of no account for other types.'),
  lines: z.array(line).min(1).max(1_000),
  evidence: z.array(evidence).max(20).optional(),
  requestedAt: time().optional().describe('For staff: when it came in, if that was not now.'),
});
export type ApplicationBody = z.infer<typeof applicationBody>;

export const evidenceBody = evidence;
export type EvidenceBody = z.infer<typeof evidenceBody>;

/** What a customer adds to a rejected application; intake asks for one of both. */
export const supplementBody = z.strictObject({ evidence: z.array(evidence).min(1).max(20).optional(), reason: text(2_000).optional() });
export type SupplementBody = z.infer<typeof supplementBody>;

/** Why somebody wants to read what a customer wrote. */
export const purposeQuery = z.strictObject({ purpose: text(200) });
export type PurposeQuery = z.infer<typeof purposeQuery>;

/** A word that intake knows; which ones there are, it says. */
const intakesWord = (message: string, field: string) =>
  z
    .string()
    .max(64)
    .regex(/^[a-z][a-z_]*$/, { error: 'must be a word of small letters, as under_review' })
    .optional()
    .meta({ description: wordsOf(message, field) });

/** Which cases are listed. */
export const casesQuery = z.strictObject({
  customerId: text(64).optional().describe('For staff: whose. Customers see their own.'),
  orderId: text(64).optional(),
  type: word(CaseType.words).optional(),
  status: intakesWord('CaseView', 'status'),
  customerStatus: intakesWord('CustomerStatus', 'code'),
  waitingFor: intakesWord('ListCasesRequest', 'waitingFor'),
  overdue: flagInQuery().optional().meta({ description: 'Only those of which something is late.' }),
  openedFrom: time().optional().describe('Opened at that time or later.'),
  openedTo: time().optional().describe('Opened before that time.'),
  limit: countInQuery(200).optional(),
  cursor: text(200).optional().describe('`nextCursor` of the page before, for the same question.'),
});
export type CasesQuery = z.infer<typeof casesQuery>;

/** Why the customer wants to cancel, as a stable code; `CHANGED_MIND` when nobody says. */
export const cancellationBody = z.strictObject({
  reasonCode: z
    .string()
    .max(64)
    .regex(/^[A-Z][A-Z_]*$/, { error: 'must be a code as CHANGED_MIND' })
    .optional(),
});
export type CancellationBody = z.infer<typeof cancellationBody>;

/** Why what has ended is to go on, and what is asked for now. */
export const reopeningBody = z.strictObject({
  reasonCode: text(64).regex(/^[A-Z][A-Z_]*$/, { error: 'must be a code in capitals, as STILL_FAULTY' }),
  lines: z
    .array(z.strictObject({ orderLineId: text(64), quantity: z.int().min(1).max(1_000_000) }))
    .min(1)
    .max(1_000)
    .optional()
    .describe('Of the lines that the case was about. Left out: all that can still be claimed of them.'),
  type: word(CaseType.words).optional().describe('What is asked for now. Left out: the same as before.'),
});
export type ReopeningBody = z.infer<typeof reopeningBody>;

/** What the customer chooses of what the case offers. */
export const choiceBody = z.strictObject({
  option: word(Resolution.words).describe('One of the options of the case.'),
  sku: text(64).optional().describe('With other_variant, and with nothing else: which of the variants of the choice.'),
});
export type ChoiceBody = z.infer<typeof choiceBody>;

/** `cameFrom`: id of the concern that the case is made of. */
export function submitRequest(body: Omit<ApplicationBody, 'customerId'>, customerId: string, cameFrom?: string): SubmitCaseRequest {
  return {
    customerId,
    orderId: body.orderId,
    type: CaseType.wire(body.type),
    ...(body.advance === true && { advance: true }),
    refundOnlyKind: body.refundOnlyKind && RefundOnlyKind.wire(body.refundOnlyKind),
    lines: body.lines.map(({ orderLineId, quantity, reason, condition, lowerUnitPriceMinor, wantedSku, wantedUnitPriceMinor }) => ({
      orderLineId,
      quantity,
      lowerUnitPriceMinor,
      wantedSku,
      wantedUnitPriceMinor,
      reason: ReturnReason.wire(reason),
      condition: ClaimedCondition.wire(condition ?? 'unspecified'),
    })),
    evidence: body.evidence ?? [],
    requestedAt: body.requestedAt,
    cameFrom,
  };
}

export const evidenceRequest = (caseId: string, evidenceRef: EvidenceRef, seen: string | undefined): AddEvidenceRequest => ({ caseId, evidence: evidenceRef, seen });

export const supplementRequest = (caseId: string, body: SupplementBody, seen: string | undefined): SupplementCaseRequest => ({ caseId, evidence: body.evidence ?? [], reason: body.reason ?? '', seen });

export const cancelRequest = (caseId: string, { reasonCode = 'CHANGED_MIND' }: CancellationBody, askedBy: string, seen: string | undefined): CancelCaseRequest => ({ caseId, reasonCode, askedBy, seen });

export const reopenRequest = (caseId: string, { reasonCode, lines = [], type }: ReopeningBody, askedBy: string, seen: string | undefined): ReopenCaseRequest => ({ caseId, reasonCode, askedBy, lines, type: CaseType.wire(type ?? 'unspecified'), seen });

export const listRequest = (query: CasesQuery, customerId: string | undefined): ListCasesRequest => ({
  customerId: customerId ?? '',
  orderId: query.orderId ?? '',
  type: CaseType.wire(query.type ?? 'unspecified'),
  status: query.status ?? '',
  customerStatus: query.customerStatus ?? '',
  waitingFor: query.waitingFor ?? '',
  overdue: query.overdue ?? false,
  openedFrom: query.openedFrom,
  openedTo: query.openedTo,
  limit: query.limit ?? 0,
  cursor: query.cursor ?? '',
});

export const chooseRequest = (caseId: string, { option, sku }: ChoiceBody, chosenBy: string): ChooseResolutionRequest => ({ caseId, resolution: Resolution.wire(option), chosenBy, ...(sku !== undefined && { sku }) });
