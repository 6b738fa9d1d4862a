import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import type { UnannouncedParcelView } from '@huiliu/contracts';
import { Role } from '@huiliu/platform';
import { z } from 'zod';
import { caseNumberLimit, findCase } from '../cases/find-case';
import { departmentsToken, type Departments } from '../departments/departments';
import { Roles } from '../http/access';
import { Answers } from '../http/answers';
import { By, type Commander } from '../http/caller';
import { countInQuery, input, text } from '../http/input';
import { noteCase } from '../http/request-scope';
import { orNull } from '../http/words';
import { candidateJson, parcelJson, unannouncedAnswer, unannouncedListAnswer, unannouncedWithCandidates } from './unannounced-schema';

const pageQuery = z.strictObject({ limit: countInQuery(200).optional(), cursor: text(200).optional() });
type PageQuery = z.infer<typeof pageQuery>;

const matchBody = z.strictObject({ caseNumber: text(caseNumberLimit).describe('Whose it is.') });
type MatchBody = z.infer<typeof matchBody>;

const parcelId = text(64);

/** Parcels that came without a number of ours: whoever of the warehouse finds out whose one is, says so, and its goods are inspected as any. */
@Controller('api/v1/warehouse/unannounced-parcels')
export class UnannouncedController {
  constructor(@Inject(departmentsToken) private readonly departments: Departments) {}

  @Get()
  @Roles(Role.warehouse, Role.agent)
  @Answers(200, unannouncedListAnswer, 'Parcels of which nobody knows yet whose they are')
  async list(@Query(input(pageQuery)) { limit, cursor }: PageQuery) {
    const { parcels, nextCursor } = await this.departments.warehouse.listUnannouncedParcels({ limit: limit ?? 0, cursor: cursor ?? '' });
    return { parcels: parcels.map(parcelJson), nextCursor: orNull(nextCursor) };
  }

  @Get(':parcelId')
  @Roles(Role.warehouse, Role.agent)
  @Answers(200, unannouncedWithCandidates, 'One of them, with the cases that it may belong to')
  async one(@Param('parcelId', input(parcelId)) id: string) {
    const { parcel, candidates } = await this.departments.warehouse.getUnannouncedParcel({ parcelId: id });
    return { parcel: shown(parcel), candidates: candidates.map(candidateJson) };
  }

  /** Logistics has the last word, as the return may have expired meanwhile: the parcel is `matching` until then, and open again where it was too late. */
  @Post(':parcelId/match')
  @Roles(Role.warehouse)
  @Answers(200, unannouncedAnswer, 'Say whose it is')
  async match(@Param('parcelId', input(parcelId)) id: string, @Body(input(matchBody)) { caseNumber }: MatchBody, @By() by: Commander) {
    const { ref } = await findCase(this.departments, by.principal, caseNumber);
    const { parcel } = await this.departments.warehouse.matchUnannouncedParcel({ parcelId: id, caseId: ref.caseId, matchedBy: by.principal.subject }, { metadata: by.metadata });
    return shown(parcel);
  }
}

function shown(parcel: UnannouncedParcelView | undefined) {
  if (!parcel) throw new Error('the warehouse answered without the parcel');
  if (parcel.matched) noteCase(parcel.matched.caseId);
  return parcelJson(parcel);
}
