import type { Metadata } from '@grpc/grpc-js';
import type {
  AcceptRejectionRequest,
  AcceptRejectionResponse,
  AddEvidenceRequest,
  AddEvidenceResponse,
  CancelCaseRequest,
  CancelCaseResponse,
  ChooseResolutionRequest,
  ChooseResolutionResponse,
  GetCaseRequest,
  GetCaseResponse,
  GetConcernRequest,
  GetConcernResponse,
  GetContactRequest,
  GetContactResponse,
  GetSupplementsRequest,
  GetSupplementsResponse,
  GetTimelineRequest,
  GetTimelineResponse,
  ListCasesRequest,
  ListCasesResponse,
  LookForNewsRequest,
  LookForNewsResponse,
  RaiseConcernRequest,
  RaiseConcernResponse,
  ReopenCaseRequest,
  ReopenCaseResponse,
  SubmitCaseRequest,
  SubmitCaseResponse,
  SupplementCaseRequest,
  SupplementCaseResponse,
} from '@huiliu/contracts';
import { Commands, readCursor, settingsToken, writeCursor } from '@huiliu/messaging';
import { ErrorKind, errorOf, HuiliuError } from '@huiliu/platform';
import { Controller, Inject } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import { newCaseId } from '../../application/case-id';
import { caseSummary } from '../../application/case-summary';
import { caseView } from '../../application/case-view';
import { caseNotFound, refusalOf } from '../../application/refusals';
import { readCaseNumber } from '../../domain/case-number';
import type { IntakeCase } from '../../domain/intake-case';
import type { IntakeSettings } from '../../settings';
import { CaseQueries } from '../out/postgres/case-queries';
import { ContactBook } from '../out/postgres/contact-book';
import { acceptRejectionCommand, addEvidenceCommand, cancelCaseCommand, chooseResolutionCommand, raiseConcernCommand, reopenCaseCommand, submitCaseCommand, supplementCaseCommand } from './commands';
import { filterOfRequest } from './translate';

/** Cases on a page when the caller does not say. */
const defaultPage = 50;

@Controller()
export class IntakeGrpc {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(CaseQueries) private readonly cases: CaseQueries,
    @Inject(ContactBook) private readonly contacts: ContactBook,
    @Inject(settingsToken) private readonly settings: IntakeSettings,
  ) {}

  @GrpcMethod('IntakeService', 'SubmitCase')
  submitCase(request: SubmitCaseRequest, metadata: Metadata): Promise<SubmitCaseResponse> {
    return this.commands.run(submitCaseCommand(newCaseId()), request, metadata);
  }

  @GrpcMethod('IntakeService', 'RaiseConcern')
  raiseConcern(request: RaiseConcernRequest, metadata: Metadata): Promise<RaiseConcernResponse> {
    return this.commands.run(raiseConcernCommand(newCaseId()), request, metadata);
  }

  @GrpcMethod('IntakeService', 'AddEvidence')
  addEvidence(request: AddEvidenceRequest, metadata: Metadata): Promise<AddEvidenceResponse> {
    return this.commands.run(addEvidenceCommand, request, metadata);
  }

  @GrpcMethod('IntakeService', 'SupplementCase')
  supplementCase(request: SupplementCaseRequest, metadata: Metadata): Promise<SupplementCaseResponse> {
    return this.commands.run(supplementCaseCommand, request, metadata);
  }

  @GrpcMethod('IntakeService', 'AcceptRejection')
  acceptRejection(request: AcceptRejectionRequest, metadata: Metadata): Promise<AcceptRejectionResponse> {
    return this.commands.run(acceptRejectionCommand, request, metadata);
  }

  @GrpcMethod('IntakeService', 'CancelCase')
  cancelCase(request: CancelCaseRequest, metadata: Metadata): Promise<CancelCaseResponse> {
    return this.commands.run(cancelCaseCommand, request, metadata);
  }

  @GrpcMethod('IntakeService', 'ChooseResolution')
  chooseResolution(request: ChooseResolutionRequest, metadata: Metadata): Promise<ChooseResolutionResponse> {
    return this.commands.run(chooseResolutionCommand, request, metadata);
  }

  @GrpcMethod('IntakeService', 'ReopenCase')
  reopenCase(request: ReopenCaseRequest, metadata: Metadata): Promise<ReopenCaseResponse> {
    return this.commands.run(reopenCaseCommand(newCaseId(), this.settings.reopenMs), request, metadata);
  }

  @GrpcMethod('IntakeService', 'GetCase')
  async getCase(request: GetCaseRequest): Promise<GetCaseResponse> {
    return { case: caseView(await this.find(request)) };
  }

  @GrpcMethod('IntakeService', 'ListCases')
  async listCases(request: ListCasesRequest): Promise<ListCasesResponse> {
    const after = request.cursor === '' ? undefined : readCursor(request.cursor);
    if (request.cursor !== '' && !after) throw new HuiliuError(ErrorKind.INVALID_ARGUMENT, 'CURSOR_INVALID', 'this is no cursor of a list of cases: pass on nextCursor as it came, or begin without one');
    const filter = filterOfRequest(request);
    if (!filter.ok) throw errorOf(refusalOf(filter.error));
    const { cases, next } = await this.cases.list(filter.value, after, request.limit === 0 ? defaultPage : request.limit);
    const now = new Date();
    return { cases: cases.map((it) => caseSummary(it, now)), nextCursor: next ? writeCursor(next) : '' };
  }

  @GrpcMethod('IntakeService', 'GetTimeline')
  async getTimeline({ caseId, afterPosition }: GetTimelineRequest): Promise<GetTimelineResponse> {
    const entries = await this.cases.timelineOf(caseId, afterPosition);
    // A case begins with an entry: without any, and asked from the beginning, there is none.
    if (entries.length === 0 && afterPosition === '0') throw errorOf(caseNotFound(caseId));
    return { entries };
  }

  @GrpcMethod('IntakeService', 'LookForNews')
  async lookForNews({ caseIds }: LookForNewsRequest): Promise<LookForNewsResponse> {
    return { news: await this.cases.newsOf(caseIds) };
  }

  @GrpcMethod('IntakeService', 'GetContact')
  async getContact({ customerId, askedBy, purpose }: GetContactRequest): Promise<GetContactResponse> {
    const contact = await this.contacts.tell(customerId, askedBy, purpose);
    if (!contact) throw errorOf(refusalOf({ code: 'CUSTOMER_NOT_FOUND', message: 'CRM has told of no such customer: check the customer id of the case' }));
    return contact;
  }

  @GrpcMethod('IntakeService', 'GetSupplements')
  async getSupplements({ caseId, askedBy, purpose }: GetSupplementsRequest): Promise<GetSupplementsResponse> {
    const it = found(await this.cases.byId(caseId), caseId);
    return { supplements: await this.contacts.tellStatements(it, askedBy, purpose) };
  }

  @GrpcMethod('IntakeService', 'GetConcern')
  async getConcern({ caseId, askedBy, purpose }: GetConcernRequest): Promise<GetConcernResponse> {
    const it = found(await this.cases.byId(caseId), caseId);
    const told = await this.contacts.tellQuestion(it, askedBy, purpose);
    // To who reads there is none; to who wants to do something with one it is not possible.
    if (!told) throw errorOf({ code: 'NOT_A_CONCERN', kind: ErrorKind.NOT_FOUND, message: `case ${it.caseNumber} is no inquiry and no complaint: what the customer wrote otherwise are its supplements` });
    return told;
  }

  private async find({ caseId, caseNumber }: GetCaseRequest): Promise<IntakeCase> {
    if (caseNumber) {
      const number = readCaseNumber(caseNumber);
      if (!number.ok) throw errorOf(refusalOf(number.error));
      return found(await this.cases.byNumber(number.value), number.value);
    }
    if (caseId) return found(await this.cases.byId(caseId), caseId);
    throw new HuiliuError(ErrorKind.INVALID_ARGUMENT, 'CASE_NUMBER_INVALID', 'name the case: give its number or its id');
  }
}

function found(it: IntakeCase | undefined, what: string): IntakeCase {
  if (!it) throw errorOf(caseNotFound(what));
  return it;
}
