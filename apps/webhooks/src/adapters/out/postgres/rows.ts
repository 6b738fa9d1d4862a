import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

@Entity({ name: 'lane' })
export class LaneRow {
  @PrimaryColumn('text', { name: 'lane_id' }) laneId!: string;
  @VersionColumn({ name: 'version' }) version!: number;
  @Column('text') system!: string;
  @Column('text', { name: 'sending_source', nullable: true }) sendingSource!: string | null;
  @Column('text', { name: 'sending_id', nullable: true }) sendingId!: string | null;
  @Column('text', { name: 'sending_type', nullable: true }) sendingType!: string | null;
  @Column('timestamptz', { name: 'sending_since', nullable: true }) sendingSince!: Date | null;
  @Column('int') failed!: number;
  @Column('int') delivered!: number;
}
