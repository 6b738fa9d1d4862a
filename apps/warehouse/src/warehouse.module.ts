import { Module } from '@nestjs/common';
import { WarehouseEvents } from './adapters/in/events.controller';
import { ExceptionsGrpc } from './adapters/in/exceptions.grpc';
import { WarehouseGrpc } from './adapters/in/grpc.controller';
import { RepairEvents } from './adapters/in/repair.controller';
import { ExceptionQueries } from './adapters/out/postgres/exception-queries';

@Module({ controllers: [WarehouseEvents, RepairEvents, WarehouseGrpc, ExceptionsGrpc], providers: [ExceptionQueries] })
export class WarehouseModule {}
