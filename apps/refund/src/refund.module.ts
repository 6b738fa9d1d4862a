import { Module } from '@nestjs/common';
import { RefundEvents } from './adapters/in/events.controller';
import { RefundGrpc } from './adapters/in/grpc.controller';
import { RefundQueries } from './adapters/out/postgres/refund-queries';

@Module({ controllers: [RefundEvents, RefundGrpc], providers: [RefundQueries] })
export class RefundModule {}
