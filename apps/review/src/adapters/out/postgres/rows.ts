import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Application } from '../../../domain/application';
import type { Policy } from '../../../domain/policy';
import type { Decision, Grounds } from '../../../domain/review';

/** What has no column of its own. JSON has no bigint: amounts are text. */
export interface ReviewDoc {
  readonly application: Omit<Application, 'claimedMinor' | 'signedAt'> & { readonly claimedMinor: string; readonly signedAt: string | null };
  readonly task: { readonly overdue: boolean; readonly grounds: Grounds } | null;
  readonly decision: Decision | null;
  /** Missing in rows that are older than cancelling. */
  readonly cancellationPassedOn?: boolean;
}

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

export type PolicyTerms = Pick<Policy, 'timeZone' | 'reviewHours' | 'limits' | 'rules'>;

/** `active` is the one in force; each version is kept besides, under its own name. */
@Entity({ name: 'policy' })
export class PolicyRow {
  @PrimaryColumn('text', { name: 'policy_id' }) policyId!: string;
  @VersionColumn({ name: 'row_version' }) version!: number;
  @Column('text', { name: 'version' }) policyVersion!: string;
  @Column('timestamptz', { name: 'active_from' }) activeFrom!: Date;
  @Column('jsonb') terms!: PolicyTerms;
}
