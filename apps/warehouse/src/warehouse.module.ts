import { Module } from '@nestjs/common';
import { WarehouseEvents } from './adapters/in/events.controller';
import { ExceptionsGrpc } from './adapters/in/exceptions.grpc';
import { WarehouseGrpc } from './adapters/in/grpc.controller';
import { PutAwayEvents } from './adapters/in/put-away.controller';
import { RepairEvents } from './adapters/in/repair.controller';
import { UnannouncedEvents } from './adapters/in/unannounced.controller';
import { UnannouncedGrpc } from './adapters/in/unannounced.grpc';
import { ExceptionQueries } from './adapters/out/postgres/exception-queries';
import { UnannouncedQueries } from './adapters/out/postgres/unannounced-queries';

@Module({ controllers: [WarehouseEvents, RepairEvents, PutAwayEvents, UnannouncedEvents, WarehouseGrpc, ExceptionsGrpc, UnannouncedGrpc], providers: [ExceptionQueries, UnannouncedQueries] })
export class WarehouseModule {}
