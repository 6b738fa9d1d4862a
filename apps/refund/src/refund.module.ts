import { Module } from '@nestjs/common';
import { RefundEvents } from './adapters/in/events.controller';
import { RefundGrpc } from './adapters/in/grpc.controller';

@Module({ controllers: [RefundEvents, RefundGrpc] })
export class RefundModule {}
