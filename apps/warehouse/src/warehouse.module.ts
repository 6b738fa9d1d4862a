import { Module } from '@nestjs/common';
import { WarehouseEvents } from './adapters/in/events.controller';
import { WarehouseGrpc } from './adapters/in/grpc.controller';

@Module({ controllers: [WarehouseEvents, WarehouseGrpc] })
export class WarehouseModule {}
