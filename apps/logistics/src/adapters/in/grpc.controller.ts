import type { Metadata } from '@grpc/grpc-js';
import { Controller, Inject } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import type { AddReturnParcelRequest, AddReturnParcelResponse, AnswerCancellationRequest, AnswerCancellationResponse, GetOutboundRecallRequest, GetOutboundRecallResponse, GetReturnShipmentRequest, GetReturnShipmentResponse, ShareReturnParcelRequest, ShareReturnParcelResponse } from '@huiliu/contracts';
import { Commands, rowOfCase } from '@huiliu/messaging';
import { ErrorKind, HuiliuError } from '@huiliu/platform';
import { DataSource } from 'typeorm';
import { cancellationView } from '../../application/agree-to-cancel';
import { Carrier } from '../../application/carrier';
import { isIntercepted } from '../../domain/outbound-recall';
import type { CarrierClaim } from '../../domain/return-shipment';
import { lastReportBy } from '../../domain/silence';
import { OutboundRecallRow, ReturnShipmentRow } from '../out/postgres/rows';
import { fromRow, recallFromRow } from '../out/postgres/tables';
import { addReturnParcelCommand, answerCancellationCommand, shareReturnParcelCommand } from './parcel-commands';

const claimView = (claim: CarrierClaim | undefined) => claim && { claimId: claim.claimId, raisedAt: claim.raisedAt };

@Controller()
export class LogisticsGrpc {
  private readonly addParcel;
  private readonly shareParcel;
  private readonly answer;

  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(Commands) private readonly commands: Commands,
    @Inject(Carrier) carrier: Carrier,
  ) {
    this.addParcel = addReturnParcelCommand(carrier);
    this.shareParcel = shareReturnParcelCommand(carrier);
    this.answer = answerCancellationCommand(carrier);
  }

  @GrpcMethod('LogisticsService', 'AddReturnParcel')
  addReturnParcel(request: AddReturnParcelRequest, metadata: Metadata): Promise<AddReturnParcelResponse> {
    return this.commands.run(this.addParcel, request, metadata);
  }

  @GrpcMethod('LogisticsService', 'ShareReturnParcel')
  shareReturnParcel(request: ShareReturnParcelRequest, metadata: Metadata): Promise<ShareReturnParcelResponse> {
    return this.commands.run(this.shareParcel, request, metadata);
  }

  @GrpcMethod('LogisticsService', 'AnswerCancellation')
  answerCancellation(request: AnswerCancellationRequest, metadata: Metadata): Promise<AnswerCancellationResponse> {
    return this.commands.run(this.answer, request, metadata);
  }

  @GrpcMethod('LogisticsService', 'GetReturnShipment')
  async getReturnShipment({ caseId }: GetReturnShipmentRequest): Promise<GetReturnShipmentResponse> {
    const row = await rowOfCase(this.dataSource, ReturnShipmentRow, caseId);
    if (!row) throw new HuiliuError(ErrorKind.NOT_FOUND, 'CASE_NOT_FOUND', 'No return was authorised for this case. Check the case id; a case that was just approved takes a moment.');
    const shipment = fromRow(row);
    const { ref, status, rmaNumber, trackingNumber, carrierCode, sendBy, scans, writeOffAt, claim, further = [], firstUnannounced = '', carries = [], cancellation } = shipment;
    return { ref, status, rmaNumber, trackingNumber, carrierCode, sendBy, scans, writeOffAt, claim: claimView(claim), further: further.map((parcel) => ({ ...parcel, claim: claimView(parcel.claim), unannounced: parcel.unannounced ?? '' })), unannounced: firstUnannounced, carries: [...carries], cancellation: cancellation && cancellationView(cancellation), reportBy: lastReportBy(shipment) };
  }

  @GrpcMethod('LogisticsService', 'GetOutboundRecall')
  async getOutboundRecall({ caseId }: GetOutboundRecallRequest): Promise<GetOutboundRecallResponse> {
    const row = await rowOfCase(this.dataSource, OutboundRecallRow, caseId);
    if (!row) throw new HuiliuError(ErrorKind.NOT_FOUND, 'CASE_NOT_FOUND', 'Nothing is stopped or recalled for this case. Check the case id; a case that was just approved takes a moment.');
    const recall = recallFromRow(row);
    const { ref, status, stopAttempts, answerBy, parcel, reportBy, scans, writeOffAt, claim, end } = recall;
    return {
      ref,
      status,
      stopAttempts,
      answerBy,
      trackingNumber: parcel?.trackingNumber ?? '',
      carrierCode: parcel?.carrierCode ?? '',
      intercept: isIntercepted(recall),
      reportBy,
      scans,
      writeOffAt,
      claim: claimView(claim),
      reasonCode: end?.reasonCode ?? '',
    };
  }
}
