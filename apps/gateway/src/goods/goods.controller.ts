import { Body, Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import { Disposition, Grade, Liability, type GetArrivalResponse, type GetOutboundRecallResponse, type GetReturnShipmentResponse, type ScanView } from '@huiliu/contracts';
import { Role, type Principal } from '@huiliu/platform';
import type { FastifyReply } from 'fastify';
import { caseUrl } from '../cases/case-view';
import { findCase } from '../cases/find-case';
import { departmentsToken, type Departments } from '../departments/departments';
import { Roles } from '../http/access';
import { Answers } from '../http/answers';
import { Asker, By, type Commander } from '../http/caller';
import { input, nothing, text } from '../http/input';
import { orNull, wordOf } from '../http/words';
import { arrivalAnswer, parcelAnswer, recallAnswer, shipmentAnswer, stockAnswer } from './goods-schema';

const handlers = [Role.logistics, Role.warehouse, Role.agent, Role.ops, Role.admin] as const;

/** Where the goods are: on the way, at the dock, on the shelf. */
@Controller('api/v1')
export class GoodsController {
  constructor(@Inject(departmentsToken) private readonly departments: Departments) {}

  @Get('cases/:number/return-shipment')
  @Roles(...handlers)
  @Answers(200, shipmentAnswer, 'The parcel that comes back')
  async returnShipment(@Param('number') number: string, @Asker() asker: Principal) {
    const { ref } = await findCase(this.departments, asker, number);
    return shipmentJson(ref.caseNumber, await this.departments.logistics.getReturnShipment({ caseId: ref.caseId }));
  }

  /** The goods go back in one parcel more: it gets a number and a label of its own, under the same RMA. */
  @Post('cases/:number/return-parcels')
  @Roles(Role.customer, Role.agent, Role.system)
  @Answers(201, parcelAnswer, 'Send the goods back in one parcel more')
  async addParcel(@Param('number') number: string, @Body(input(nothing)) _body: object, @By() by: Commander, @Res({ passthrough: true }) reply: FastifyReply) {
    const { ref } = await findCase(this.departments, by.principal, number);
    const { rmaNumber, trackingNumber, carrierCode, sendBy } = await this.departments.logistics.addReturnParcel({ caseId: ref.caseId }, { metadata: by.metadata });
    reply.header('location', caseUrl(ref.caseNumber));
    return { caseNumber: ref.caseNumber, rmaNumber, trackingNumber, carrierCode, sendBy: sendBy ?? null };
  }

  @Get('cases/:number/outbound-recall')
  @Roles(...handlers)
  @Answers(200, recallAnswer, 'How the goods of a refund only are stopped, or come back under the outbound waybill')
  async outboundRecall(@Param('number') number: string, @Asker() asker: Principal) {
    const { ref } = await findCase(this.departments, asker, number);
    return recallJson(ref.caseNumber, await this.departments.logistics.getOutboundRecall({ caseId: ref.caseId }));
  }

  @Get('cases/:number/arrival')
  @Roles(...handlers)
  @Answers(200, arrivalAnswer, 'What has arrived of a case, and how it was graded')
  async arrival(@Param('number') number: string, @Asker() asker: Principal) {
    const { ref } = await findCase(this.departments, asker, number);
    return arrivalJson(ref.caseNumber, await this.departments.warehouse.getArrival({ caseId: ref.caseId }));
  }

  /** Units by condition, as text: they are 64-bit numbers. */
  @Get('stock/:sku')
  @Roles(...handlers)
  @Answers(200, stockAnswer, 'Units of a SKU that after-sales moved')
  stock(@Param('sku', input(text(64))) sku: string) {
    return this.departments.warehouse.getStock({ sku });
  }
}

const shipmentJson = (caseNumber: string, { status, rmaNumber, trackingNumber, carrierCode, sendBy, scans, writeOffAt, claim, further, unannounced }: GetReturnShipmentResponse) => ({
  caseNumber,
  status,
  rmaNumber: orNull(rmaNumber),
  trackingNumber: orNull(trackingNumber),
  carrierCode: orNull(carrierCode),
  sendBy: sendBy ?? null,
  writeOffAt: writeOffAt ?? null,
  claim: claim ? { claimId: claim.claimId, raisedAt: claim.raisedAt ?? null } : null,
  scans: scans.map(scanJson),
  further: further.map((parcel) => ({ trackingNumber: parcel.trackingNumber, carrierCode: parcel.carrierCode, status: parcel.status, claim: parcel.claim ? { claimId: parcel.claim.claimId, raisedAt: parcel.claim.raisedAt ?? null } : null, scans: parcel.scans.map(scanJson), unannounced: orNull(parcel.unannounced) })),
  unannounced: orNull(unannounced),
});

const scanJson = ({ scanId, status, occurredAt, effective }: ScanView) => ({ scanId, status, occurredAt: occurredAt ?? null, effective });

const recallJson = (caseNumber: string, { status, stopAttempts, answerBy, trackingNumber, carrierCode, intercept, reportBy, writeOffAt, reasonCode, claim, scans }: GetOutboundRecallResponse) => ({
  caseNumber,
  status,
  stopAttempts,
  answerBy: answerBy ?? null,
  trackingNumber: orNull(trackingNumber),
  carrierCode: orNull(carrierCode),
  intercept,
  reportBy: reportBy ?? null,
  writeOffAt: writeOffAt ?? null,
  reasonCode: orNull(reasonCode),
  claim: claim ? { claimId: claim.claimId, raisedAt: claim.raisedAt ?? null } : null,
  scans: scans.map(scanJson),
});

const arrivalJson = (caseNumber: string, { status, taskId, rmaNumber, trackingNumber, lines, unannounced }: GetArrivalResponse) => ({
  caseNumber,
  status,
  taskId: orNull(taskId),
  rmaNumber: orNull(rmaNumber),
  trackingNumber: orNull(trackingNumber),
  lines: lines.map(({ graded, ...line }) => ({
    ...line,
    graded: graded.map(({ quantity, grade, liability, disposition }) => ({ quantity, grade: wordOf(Grade, grade), liability: wordOf(Liability, liability), disposition: wordOf(Disposition, disposition) })),
  })),
  unannounced,
});
