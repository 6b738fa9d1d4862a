import { Module } from '@nestjs/common';
import { FeedbackEvents } from './adapters/in/events.controller';
import { FeedbackGrpc } from './adapters/in/grpc.controller';

@Module({ controllers: [FeedbackEvents, FeedbackGrpc] })
export class FeedbackModule {}
