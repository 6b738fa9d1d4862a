import { Body, Controller, Get, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import { Disposition, Grade, Liability, type GetArrivalResponse, type GetOutboundRecallResponse, type GetReturnShipmentResponse, type ReturnCancellationView, type ScanView } from '@huiliu/contracts';
import { ErrorKind, HuiliuError, Role, type Principal } from '@huiliu/platform';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { caseUrl } from '../cases/case-view';
import { caseNumberLimit, findCase } from '../cases/find-case';
import { departmentsToken, type Departments } from '../departments/departments';
import { Roles } from '../http/access';
import { Answers } from '../http/answers';
import { Asker, By, type Commander } from '../http/caller';
import { input, nothing, text } from '../http/input';
import { orNull, wordOf } from '../http/words';
import { agreementAnswer, arrivalAnswer, parcelAnswer, recallAnswer, sharedParcelAnswer, shipmentAnswer, stockAnswer } from './goods-schema';

const handlers = [Role.logistics, Role.warehouse, Role.agent, Role.ops, Role.admin] as const;

const shareBody = z.strictObject({ caseNumber: text(caseNumberLimit).describe('Whose parcel it is: the label of that case is used.') });
type ShareBody = z.infer<typeof shareBody>;

const agreementBody = z.strictObject({ agreed: z.boolean().describe('True: the carrier is asked to bring the parcel back to the customer. False: the case goes on.') });
type AgreementBody = z.infer<typeof agreementBody>;

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

  /** The goods go back in the parcel of another case of the same customer: its label serves for both, and what its carrier says of it is said of both. */
  @Post('cases/:number/shared-parcel')
  @Roles(Role.customer, Role.agent, Role.system)
  @Answers(201, sharedParcelAnswer, 'Send the goods back in the parcel of another case')
  async shareParcel(@Param('number') number: string, @Body(input(shareBody)) { caseNumber }: ShareBody, @By() by: Commander, @Res({ passthrough: true }) reply: FastifyReply) {
    const { ref, view } = await findCase(this.departments, by.principal, number);
    const host = await findCase(this.departments, by.principal, caseNumber);
    if (view.customerId !== host.view.customerId) throw new HuiliuError(ErrorKind.CONFLICT, 'CUSTOMERS_DIFFER', 'the two cases are of different customers: parcels can be shared between the cases of one');
    const { rmaNumber, trackingNumber, carrierCode, sendBy } = await this.departments.logistics.shareReturnParcel({ caseId: ref.caseId, hostCaseId: host.ref.caseId }, { metadata: by.metadata });
    reply.header('location', caseUrl(ref.caseNumber));
    return { caseNumber: ref.caseNumber, rmaNumber, trackingNumber, carrierCode, sendBy: sendBy ?? null, sharedFrom: host.ref.caseNumber };
  }

  /** The customer wants to cancel, and the parcel is on its way to us: somebody agrees to have it brought back, or does not. */
  @Post('cases/:number/cancellation-agreement')
  @HttpCode(200)
  @Roles(Role.logistics, Role.agent)
  @Answers(200, agreementAnswer, 'Agree to a cancellation while the parcel is on its way, or do not')
  async answerCancellation(@Param('number') number: string, @Body(input(agreementBody)) { agreed }: AgreementBody, @By() by: Commander) {
    const { ref } = await findCase(this.departments, by.principal, number);
    const { cancellation } = await this.departments.logistics.answerCancellation({ caseId: ref.caseId, agreed }, { metadata: by.metadata });
    return { caseNumber: ref.caseNumber, ...agreementJson(cancellation) };
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

const shipmentJson = (caseNumber: string, { status, rmaNumber, trackingNumber, carrierCode, sendBy, scans, reportBy, writeOffAt, claim, further, unannounced, carries, cancellation }: GetReturnShipmentResponse) => ({
  caseNumber,
  status,
  rmaNumber: orNull(rmaNumber),
  trackingNumber: orNull(trackingNumber),
  carrierCode: orNull(carrierCode),
  sendBy: sendBy ?? null,
  reportBy: reportBy ?? null,
  writeOffAt: writeOffAt ?? null,
  claim: claim ? { claimId: claim.claimId, raisedAt: claim.raisedAt ?? null } : null,
  scans: scans.map(scanJson),
  further: further.map((parcel) => ({ trackingNumber: parcel.trackingNumber, carrierCode: parcel.carrierCode, status: parcel.status, claim: parcel.claim ? { claimId: parcel.claim.claimId, raisedAt: parcel.claim.raisedAt ?? null } : null, scans: parcel.scans.map(scanJson), unannounced: orNull(parcel.unannounced), sharedFrom: parcel.sharedFrom?.caseNumber ?? null })),
  unannounced: orNull(unannounced),
  carries: carries.map(({ caseNumber: other }) => other),
  cancellation: cancellation ? agreementJson(cancellation) : null,
});

const agreementJson = ({ state, agreeBy, answeredBy, declinedCode }: Partial<ReturnCancellationView> = {}) => ({ state: state ?? '', agreeBy: agreeBy ?? null, answeredBy: orNull(answeredBy ?? ''), declinedCode: orNull(declinedCode ?? '') });

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
