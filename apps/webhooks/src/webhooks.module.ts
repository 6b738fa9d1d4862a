import { Module } from '@nestjs/common';
import { OutsideEvents } from './adapters/in/events.controller';
import { WebhooksGrpc } from './adapters/in/grpc.controller';

@Module({ controllers: [OutsideEvents, WebhooksGrpc] })
export class WebhooksModule {}
