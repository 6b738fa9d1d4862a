import type { Metadata } from '@grpc/grpc-js';
import type { GetUnannouncedParcelRequest, GetUnannouncedParcelResponse, ListUnannouncedParcelsRequest, ListUnannouncedParcelsResponse, MatchUnannouncedParcelRequest, MatchUnannouncedParcelResponse } from '@huiliu/contracts';
import { Commands, readCursor, writeCursor } from '@huiliu/messaging';
import { ErrorKind, HuiliuError } from '@huiliu/platform';
import { Controller, Inject } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import { UnannouncedQueries } from '../out/postgres/unannounced-queries';
import { matchParcelCommand, parcelNotFound } from './unannounced-commands';
import { unannouncedView } from './unannounced-view';

/** Parcels on a page when the caller does not say. */
const defaultPage = 50;

@Controller()
export class UnannouncedGrpc {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(UnannouncedQueries) private readonly parcels: UnannouncedQueries,
  ) {}

  @GrpcMethod('WarehouseService', 'ListUnannouncedParcels')
  async listUnannouncedParcels({ limit: asked, cursor }: ListUnannouncedParcelsRequest): Promise<ListUnannouncedParcelsResponse> {
    const after = cursor === '' ? undefined : readCursor(cursor);
    if (cursor !== '' && !after) throw new HuiliuError(ErrorKind.INVALID_ARGUMENT, 'CURSOR_INVALID', 'this is no cursor of a list of parcels: pass on nextCursor as it came, or begin without one');
    const limit = asked === 0 ? defaultPage : asked;
    const open = await this.parcels.open(after, limit + 1);
    const page = open.slice(0, limit);
    const last = open.length > limit ? page.at(-1) : undefined;
    return { parcels: page.map(unannouncedView), nextCursor: last ? writeCursor({ at: new Date(last.dueAt), id: last.parcelId }) : '' };
  }

  @GrpcMethod('WarehouseService', 'GetUnannouncedParcel')
  async getUnannouncedParcel({ parcelId }: GetUnannouncedParcelRequest): Promise<GetUnannouncedParcelResponse> {
    const parcel = await this.parcels.get(parcelId);
    if (!parcel) throw parcelNotFound();
    return { parcel: unannouncedView(parcel), candidates: parcel.status === 'open' ? await this.parcels.candidatesFor(parcel) : [] };
  }

  @GrpcMethod('WarehouseService', 'MatchUnannouncedParcel')
  matchUnannouncedParcel(request: MatchUnannouncedParcelRequest, metadata: Metadata): Promise<MatchUnannouncedParcelResponse> {
    return this.commands.run(matchParcelCommand, request, metadata);
  }
}
