import { Module } from '@nestjs/common';
import { ReviewEvents } from './adapters/in/events.controller';
import { ReviewGrpc } from './adapters/in/grpc.controller';
import { ReviewQueries } from './adapters/out/postgres/review-queries';

@Module({ controllers: [ReviewEvents, ReviewGrpc], providers: [ReviewQueries] })
export class ReviewModule {}
