import type { ListCursor } from '@huiliu/messaging';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { UnannouncedParcel } from '../../../domain/unannounced-parcel';
import type { CaseRef } from '../../../domain/words';
import { UnannouncedParcelRow } from './rows';
import { unannouncedFromRow } from './tables';

/** A case that a parcel may belong to, and why. */
export interface Candidate {
  readonly ref: CaseRef;
  readonly sameCaseNumber: boolean;
  readonly sameOrder: boolean;
  readonly sameTrackingNumber: boolean;
  /** Units that are expected of SKUs that are in it. */
  readonly units: number;
}

const candidatesShown = 20;

/** Each clue by an index of its own; the oldest of those that have but the goods in common are as likely as any. */
const candidates = `
  WITH named AS (
    SELECT case_id FROM awaited_return WHERE case_number = $1
    UNION SELECT case_id FROM awaited_return WHERE $2 <> '' AND order_id = $2
    UNION SELECT case_id FROM awaited_return WHERE $3 <> '' AND tracking_number = $3
    UNION SELECT case_id FROM awaited_return WHERE skus ?| $4::text[])
  SELECT arrival.doc->'ref' AS ref, it.case_number = $1 AS "sameCaseNumber", $2 <> '' AND it.order_id = $2 AS "sameOrder", $3 <> '' AND it.tracking_number = $3 AS "sameTrackingNumber", coalesce(goods.units, 0)::int AS units
  FROM named JOIN awaited_return AS it USING (case_id) JOIN arrival USING (case_id)
  CROSS JOIN LATERAL (SELECT sum((line->>'expected')::int) AS units FROM jsonb_array_elements(arrival.doc->'lines') AS line WHERE line->>'sku' = ANY($4)) AS goods
  WHERE arrival.status = 'expected'
  ORDER BY 2 DESC, 4 DESC, 3 DESC, 5 DESC, it.case_number LIMIT $5`;

/** Questions about parcels that nobody had announced, answered from what is committed. */
@Injectable()
export class UnannouncedQueries {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** Those of which nobody knows yet whose they are, the one due first at the top; `after` is the last one of the page before. */
  async open(after: ListCursor | undefined, limit: number): Promise<UnannouncedParcel[]> {
    const query = this.dataSource.getRepository(UnannouncedParcelRow).createQueryBuilder('parcel').where(`parcel.status IN ('open', 'matching')`);
    if (after) query.andWhere('(parcel.dueAt, parcel.parcelId) > (:at, :id)', after);
    const rows = await query.orderBy('parcel.dueAt').addOrderBy('parcel.parcelId').limit(limit).getMany();
    return rows.map(unannouncedFromRow);
  }

  async get(parcelId: string): Promise<UnannouncedParcel | undefined> {
    const row = await this.dataSource.getRepository(UnannouncedParcelRow).findOneBy({ parcelId });
    return row ? unannouncedFromRow(row) : undefined;
  }

  /** The likeliest at the top. */
  candidatesFor({ clue, trackingNumber, goods }: UnannouncedParcel): Promise<Candidate[]> {
    return this.dataSource.query<Candidate[]>(candidates, [clue.caseNumber, clue.orderId, trackingNumber, goods.map(({ sku }) => sku), candidatesShown]);
  }
}
