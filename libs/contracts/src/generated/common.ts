// Generated from proto/ by tools/generate; do not edit.

import { defineEnum, type WireOf, type WordOf } from '../enums';

export const CaseType = defineEnum('CASE_TYPE', [
  'UNSPECIFIED',
  'RETURN', // 退货退款
  'REFUND_ONLY', // 仅退款
  'EXCHANGE', // 换货
  'REPAIR', // 维修
  'RESEND', // 补寄
  'PRICE_DIFFERENCE', // 价保
  'INQUIRY', // 咨询
  'COMPLAINT', // 投诉
]);
/** As on the wire. */
export type CaseType = WireOf<typeof CaseType>;
/** As the domain says it. */
export type CaseTypeWord = WordOf<typeof CaseType>;

/** What came of the repair of a case's units: all of them or none. */
export const RepairOutcome = defineEnum('REPAIR_OUTCOME', [
  'UNSPECIFIED',
  'REPAIRED', // 已修好
  'NOT_REPAIRABLE', // 无法修复
]);
/** As on the wire. */
export type RepairOutcome = WireOf<typeof RepairOutcome>;
/** As the domain says it. */
export type RepairOutcomeWord = WordOf<typeof RepairOutcome>;

/** Where the goods of a refund only are, as the customer says. What is true of it is found out before money goes. */
export const RefundOnlyKind = defineEnum('REFUND_ONLY_KIND', [
  'UNSPECIFIED', // Counts as received.
  'RECEIVED', // 已收到货, and kept
  'BEFORE_SHIPPING', // 未发货
  'ON_THE_WAY', // 运输中, to be intercepted 拦截
  'REFUSED', // 拒收, at the door
]);
/** As on the wire. */
export type RefundOnlyKind = WireOf<typeof RefundOnlyKind>;
/** As the domain says it. */
export type RefundOnlyKindWord = WordOf<typeof RefundOnlyKind>;

export const ReturnReason = defineEnum('RETURN_REASON', [
  'UNSPECIFIED',
  'NO_REASON', // 七日无理由
  'DAMAGED',
  'FAULTY',
  'WRONG_ITEM',
  'NOT_AS_DESCRIBED',
  'OTHER',
]);
/** As on the wire. */
export type ReturnReason = WireOf<typeof ReturnReason>;
/** As the domain says it. */
export type ReturnReasonWord = WordOf<typeof ReturnReason>;

/** What the customer says of the goods when applying. */
export const ClaimedCondition = defineEnum('CLAIMED_CONDITION', [
  'UNSPECIFIED',
  'UNOPENED',
  'OPENED',
  'USED',
  'DEFECTIVE',
]);
/** As on the wire. */
export type ClaimedCondition = WireOf<typeof ClaimedCondition>;
/** As the domain says it. */
export type ClaimedConditionWord = WordOf<typeof ClaimedCondition>;

export const Grade = defineEnum('GRADE', [
  'UNSPECIFIED',
  'A', // as new
  'B', // opened
  'C', // used or damaged
  'D', // unusable
]);
/** As on the wire. */
export type Grade = WireOf<typeof Grade>;
/** As the domain says it. */
export type GradeWord = WordOf<typeof Grade>;

export const Liability = defineEnum('LIABILITY', [
  'UNSPECIFIED',
  'SELLER',
  'CUSTOMER',
  'CARRIER',
  'SUPPLIER',
  'UNDETERMINED',
]);
/** As on the wire. */
export type Liability = WireOf<typeof Liability>;
/** As the domain says it. */
export type LiabilityWord = WordOf<typeof Liability>;

export const Disposition = defineEnum('DISPOSITION', [
  'UNSPECIFIED',
  'RESTOCK', // 再次销售
  'REFURBISH', // 翻新
  'VENDOR_RETURN', // 退供
  'LIQUIDATE', // 折价
  'DONATE', // 捐赠
  'SCRAP', // 报废
  'BACK_TO_CUSTOMER', // 退回客户
  'QUARANTINE', // 待查
  'REPLACEMENT', // 换出, 补出
]);
/** As on the wire. */
export type Disposition = WireOf<typeof Disposition>;
/** As the domain says it. */
export type DispositionWord = WordOf<typeof Disposition>;

/** Where a record comes from: the files of a shop, or made up by the sandbox. */
export const Provenance = defineEnum('PROVENANCE', [
  'UNSPECIFIED',
  'REAL',
  'SYNTHETIC',
]);
/** As on the wire. */
export type Provenance = WireOf<typeof Provenance>;
/** As the domain says it. */
export type ProvenanceWord = WordOf<typeof Provenance>;

/** Integer minor units and an ISO 4217 currency; never floats. */
export interface Money {
  readonly amountMinor: string;
  readonly currency: string;
}

/** Names the case in every event about it. */
export interface CaseRef {
  readonly caseId: string;
  /** The number the customer quotes, with a check digit. */
  readonly caseNumber: string;
  /** Empty when the purchase is not known. */
  readonly orderId: string;
}

/** Evidence is a reference here; the file lives with intake. */
export interface EvidenceRef {
  readonly evidenceId: string;
  readonly kind: string;
  readonly uri: string;
}

/** Who decided what by which rules, on which facts, so that it can be explained years later. */
export interface DecisionRecord {
  readonly policyVersion: string;
  /** The rules that fired, in order; the last one decided. */
  readonly ruleIds: readonly string[];
  /** `rules`, or the staff id of the person. */
  readonly decidedBy: string;
  readonly decidedAt: string;
  /** Facts as the rules saw them. */
  readonly facts: Readonly<Record<string, string>>;
  /** Which decision of the case this is: every supplement after a rejection opens another round. Missing: the first. */
  readonly round?: number | undefined;
}

/** The other parcels of something that comes in several. */
export interface FurtherParcels {
  readonly trackingNumbers: readonly string[];
}
