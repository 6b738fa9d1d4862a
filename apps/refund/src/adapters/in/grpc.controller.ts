import type { Metadata } from '@grpc/grpc-js';
import { Controller, Inject } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import type { GetRefundRequest, GetRefundResponse, RetryRefundRequest, RetryRefundResponse } from '@huiliu/contracts';
import { Commands, rowOfCase } from '@huiliu/messaging';
import { ErrorKind, HuiliuError } from '@huiliu/platform';
import { DataSource } from 'typeorm';
import { caseNotFound } from '../../application/retry-refund';
import { RefundRow } from '../out/postgres/rows';
import { refundFromRow } from '../out/postgres/tables';
import { retryRefundCommand } from './commands';
import { viewOf } from './view';

@Controller()
export class RefundGrpc {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(DataSource) private readonly dataSource: DataSource,
  ) {}

  @GrpcMethod('RefundService', 'GetRefund')
  async getRefund({ caseId }: GetRefundRequest): Promise<GetRefundResponse> {
    const row = await rowOfCase(this.dataSource, RefundRow, caseId);
    if (!row) throw new HuiliuError(ErrorKind.NOT_FOUND, caseNotFound.code, caseNotFound.message);
    return viewOf(refundFromRow(row));
  }

  @GrpcMethod('RefundService', 'RetryRefund')
  retryRefund(request: RetryRefundRequest, metadata: Metadata): Promise<RetryRefundResponse> {
    return this.commands.run(retryRefundCommand, request, metadata);
  }
}
