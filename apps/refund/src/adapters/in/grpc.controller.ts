import type { Metadata } from '@grpc/grpc-js';
import { Controller, Inject } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import {
  WaitingReason,
  type ApproveRefundRequest,
  type ApproveRefundResponse,
  type DeclineRefundRequest,
  type DeclineRefundResponse,
  type GetRefundRequest,
  type GetRefundResponse,
  type ListWaitingRefundsRequest,
  type ListWaitingRefundsResponse,
  type RetryRefundRequest,
  type RetryRefundResponse,
  type SettleLegManuallyRequest,
  type SettleLegManuallyResponse,
  type TakeUpRefundRequest,
  type TakeUpRefundResponse,
} from '@huiliu/contracts';
import { Commands, readCursor, settingsToken, writeCursor } from '@huiliu/messaging';
import { ErrorKind, HuiliuError } from '@huiliu/platform';
import { caseNotFound } from '../../application/retry-refund';
import { RefundQueries } from '../out/postgres/refund-queries';
import type { RefundSettings } from '../../settings';
import { approveRefundCommand, declineRefundCommand, retryRefundCommand, settleLegManuallyCommand, takeUpRefundCommand } from './commands';
import { viewOf, waitingView } from './view';

/** Refunds on a page when the caller does not say. */
const defaultPage = 50;

@Controller()
export class RefundGrpc {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(RefundQueries) private readonly queries: RefundQueries,
    @Inject(settingsToken) private readonly settings: RefundSettings,
  ) {}

  @GrpcMethod('RefundService', 'GetRefund')
  async getRefund({ caseId }: GetRefundRequest): Promise<GetRefundResponse> {
    const refund = await this.queries.ofCase(caseId);
    if (!refund) throw new HuiliuError(ErrorKind.NOT_FOUND, caseNotFound.code, caseNotFound.message);
    return viewOf(refund);
  }

  @GrpcMethod('RefundService', 'RetryRefund')
  retryRefund(request: RetryRefundRequest, metadata: Metadata): Promise<RetryRefundResponse> {
    return this.commands.run(retryRefundCommand, request, metadata);
  }

  @GrpcMethod('RefundService', 'ApproveRefund')
  approveRefund(request: ApproveRefundRequest, metadata: Metadata): Promise<ApproveRefundResponse> {
    return this.commands.run(approveRefundCommand, request, metadata);
  }

  @GrpcMethod('RefundService', 'DeclineRefund')
  declineRefund(request: DeclineRefundRequest, metadata: Metadata): Promise<DeclineRefundResponse> {
    return this.commands.run(declineRefundCommand(this.settings.takeUpMs), request, metadata);
  }

  @GrpcMethod('RefundService', 'TakeUpRefund')
  takeUpRefund(request: TakeUpRefundRequest, metadata: Metadata): Promise<TakeUpRefundResponse> {
    return this.commands.run(takeUpRefundCommand, request, metadata);
  }

  @GrpcMethod('RefundService', 'SettleLegManually')
  settleLegManually(request: SettleLegManuallyRequest, metadata: Metadata): Promise<SettleLegManuallyResponse> {
    return this.commands.run(settleLegManuallyCommand(this.settings.approvalLimits), request, metadata);
  }

  @GrpcMethod('RefundService', 'ListWaitingRefunds')
  async listWaitingRefunds(request: ListWaitingRefundsRequest): Promise<ListWaitingRefundsResponse> {
    const after = request.cursor === '' ? undefined : readCursor(request.cursor);
    if (request.cursor !== '' && !after) throw new HuiliuError(ErrorKind.INVALID_ARGUMENT, 'CURSOR_INVALID', 'this is no cursor of a list of refunds: pass on nextCursor as it came, or begin without one');
    const limit = request.limit === 0 ? defaultPage : request.limit;
    const refunds = await this.queries.waiting(WaitingReason.word(request.reason), after, limit + 1);
    const page = refunds.slice(0, limit);
    const last = page.at(-1);
    return { refunds: page.map(waitingView), nextCursor: last && refunds.length > limit ? writeCursor({ at: last.requestedAt, id: last.ref.caseId }) : '' };
  }
}
