import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { CaseRef } from '../../../domain/survey';

@Entity({ name: 'survey' })
export class SurveyRow {
  @PrimaryColumn('text', { name: 'case_id' }) caseId!: string;
  @VersionColumn({ name: 'version' }) version!: number;
  @Column('text', { name: 'survey_id' }) surveyId!: string;
  @Column('text', { name: 'case_number' }) caseNumber!: string;
  @Column('text', { name: 'order_id' }) orderId!: string;
  @Column('text', { name: 'customer_id' }) customerId!: string;
  @Column('text') status!: string;
  @Column('timestamptz', { name: 'sent_at' }) sentAt!: Date;
  @Column('int', { nullable: true }) score!: number | null;
  /** Personal data may be in it: read by nobody but this department. */
  @Column('text', { nullable: true }) comment!: string | null;
  @Column('timestamptz', { name: 'replied_at', nullable: true }) repliedAt!: Date | null;
}

@Entity({ name: 'concern' })
export class ConcernRow {
  @PrimaryColumn('text', { name: 'case_id' }) caseId!: string;
  @VersionColumn({ name: 'version' }) version!: number;
  @Column('text', { name: 'case_number' }) caseNumber!: string;
  @Column('text', { name: 'order_id' }) orderId!: string;
  @Column('text', { name: 'customer_id' }) customerId!: string;
  @Column('text') type!: string;
  @Column('text') status!: string;
  @Column('timestamptz', { name: 'opened_at' }) openedAt!: Date;
  @Column('timestamptz', { name: 'due_at' }) dueAt!: Date;
  @Column('boolean') overdue!: boolean;
  @Column('text', { name: 'claimed_by', nullable: true }) claimedBy!: string | null;
  /** The case that was made of it. */
  @Column('jsonb', { name: 'turned_into', nullable: true }) turnedInto!: CaseRef | null;
}

/** What was answered to a customer: free text, which may name people. */
@Entity({ name: 'answer' })
export class AnswerRow {
  @PrimaryColumn('text', { name: 'case_id' }) caseId!: string;
  @Column('timestamptz') at!: Date;
  @Column('text') text!: string;
}

/** Who was told an answer, when and why. Append-only. */
@Entity({ name: 'answer_access' })
export class AnswerAccessRow {
  @PrimaryColumn('text', { name: 'access_id' }) accessId!: string;
  @Column('text', { name: 'case_id' }) caseId!: string;
  @Column('text', { name: 'asked_by' }) askedBy!: string;
  @Column('text') purpose!: string;
  @Column('timestamptz', { name: 'answered_at' }) answeredAt!: Date;
}
