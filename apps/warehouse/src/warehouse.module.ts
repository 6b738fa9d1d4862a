import { Module } from '@nestjs/common';
import { WarehouseEvents } from './adapters/in/events.controller';
import { WarehouseGrpc } from './adapters/in/grpc.controller';
import { RepairEvents } from './adapters/in/repair.controller';

@Module({ controllers: [WarehouseEvents, RepairEvents, WarehouseGrpc] })
export class WarehouseModule {}
