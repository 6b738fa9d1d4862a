import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

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
