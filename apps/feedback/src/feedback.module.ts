import { Module } from '@nestjs/common';
import { FeedbackEvents } from './adapters/in/events.controller';
import { FeedbackGrpc } from './adapters/in/grpc.controller';
import { ConcernQueries } from './adapters/out/postgres/concern-queries';

@Module({ controllers: [FeedbackEvents, FeedbackGrpc], providers: [ConcernQueries] })
export class FeedbackModule {}
