import { Module } from '@nestjs/common';
import { LogisticsEvents } from './adapters/in/events.controller';
import { LogisticsGrpc } from './adapters/in/grpc.controller';
import { OutboundEvents } from './adapters/in/outbound.controller';
import { BusCarrier } from './adapters/out/carriers/bus-carrier';
import { Carrier } from './application/carrier';

@Module({
  controllers: [LogisticsEvents, OutboundEvents, LogisticsGrpc],
  providers: [{ provide: Carrier, useClass: BusCarrier }],
})
export class LogisticsModule {}
