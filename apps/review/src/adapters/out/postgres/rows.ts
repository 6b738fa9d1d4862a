import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Application, ApplicationLine, AskedDifference, WantedVariant } from '../../../domain/application';
import type { AdvancePolicy, Policy, roundDefaults } from '../../../domain/policy';
import type { ApprovedPart, Decision, EvidenceRequest, Grounds, LineQuantity } from '../../../domain/review';

/** What has no column of its own. JSON has no bigint: amounts are text. */
export interface ReviewDoc {
  readonly application: Omit<Application, 'claimedMinor' | 'signedAt' | 'lines'> & { readonly claimedMinor: string; readonly signedAt: string | null; readonly lines: readonly StoredLine[] };
  readonly task: { readonly overdue: boolean; readonly grounds: Grounds } | null;
  readonly decision: StoredDecision | null;
  /** Missing, as what follows, in rows of before there were rounds. */
  readonly round?: number;
  readonly evidenceRequests?: number;
  readonly evidenceRequest?: EvidenceRequest | undefined;
  readonly earlier?: readonly StoredDecision[];
  /** Missing in rows that are older than cancelling. */
  readonly cancellationPassedOn?: boolean;
}

/** What was undefined is missing in JSON; decisions of before there were rounds have none. */
export type StoredDecision = Omit<Decision, 'round' | 'part' | 'supplementUntil'> & Partial<Pick<Decision, 'round' | 'supplementUntil'>> & { readonly part?: StoredPart | undefined };
export type StoredPart = Omit<ApprovedPart, 'approved'> & { readonly approved: readonly StoredApproval[] };
export type StoredApproval = LineQuantity & { readonly eachMinor?: string };
export type StoredLine = Omit<ApplicationLine, 'difference' | 'wanted'> & { readonly difference?: { readonly [K in keyof AskedDifference]: string }; readonly wanted?: { readonly [K in keyof WantedVariant]: string } };

@Entity({ name: 'review_case' })
export class ReviewRow {
  @PrimaryColumn('text', { name: 'case_id' }) caseId!: string;
  @VersionColumn({ name: 'version' }) version!: number;
  @Column('text') status!: string;
  @Column('text', { name: 'task_id', nullable: true }) taskId!: string | null;
  @Column('timestamptz', { name: 'due_at', nullable: true }) dueAt!: Date | null;
  @Column('text', { name: 'claimed_by', nullable: true }) claimedBy!: string | null;
  @Column('jsonb') doc!: ReviewDoc;
}

/** Rounds are left out where they are as by default: so are policies of before there were any, and versions of then can read them. */
export type PolicyTerms = Pick<Policy, 'timeZone' | 'reviewHours' | 'limits' | 'rules'> & Partial<Pick<Policy, keyof typeof roundDefaults>>;

/** `active` is the one in force; each version is kept besides, under its own name. */
@Entity({ name: 'policy' })
export class PolicyRow {
  @PrimaryColumn('text', { name: 'policy_id' }) policyId!: string;
  @VersionColumn({ name: 'row_version' }) version!: number;
  @Column('text', { name: 'version' }) policyVersion!: string;
  @Column('timestamptz', { name: 'active_from' }) activeFrom!: Date;
  @Column('jsonb') terms!: PolicyTerms;
  /** Apart from the terms, of which older versions read only what they know. */
  @Column('jsonb', { nullable: true }) advance!: AdvancePolicy | null;
}
