import { Module } from '@nestjs/common';
import { LogisticsEvents } from './adapters/in/events.controller';
import { LogisticsGrpc } from './adapters/in/grpc.controller';
import { BusCarrier } from './adapters/out/carriers/bus-carrier';
import { Carrier } from './application/carrier';

@Module({
  controllers: [LogisticsEvents, LogisticsGrpc],
  providers: [{ provide: Carrier, useClass: BusCarrier }],
})
export class LogisticsModule {}
