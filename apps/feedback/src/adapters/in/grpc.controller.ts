import type { Metadata } from '@grpc/grpc-js';
import type {
  AnswerConcernRequest,
  AnswerConcernResponse,
  ClaimConcernRequest,
  ClaimConcernResponse,
  GetAnswerRequest,
  GetAnswerResponse,
  GetSurveyRequest,
  GetSurveyResponse,
  ListConcernsRequest,
  ListConcernsResponse,
  TurnConcernRequest,
  TurnConcernResponse,
} from '@huiliu/contracts';
import { Commands, readCursor, rowOfCase, writeCursor } from '@huiliu/messaging';
import { ErrorKind, HuiliuError } from '@huiliu/platform';
import { Controller, Inject } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import { DataSource } from 'typeorm';
import { ConcernQueries } from '../out/postgres/concern-queries';
import { SurveyRow } from '../out/postgres/rows';
import { surveyFromRow } from '../out/postgres/tables';
import { answerConcernCommand, claimConcernCommand, concernNotFound, turnConcernCommand } from './commands';
import { concernView } from './views';

/** Concerns on a page when the caller does not say. */
const defaultPage = 50;

@Controller()
export class FeedbackGrpc {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(Commands) private readonly commands: Commands,
    @Inject(ConcernQueries) private readonly concerns: ConcernQueries,
  ) {}

  /** The comment is not part of the answer: it may name people. */
  @GrpcMethod('FeedbackService', 'GetSurvey')
  async getSurvey({ caseId }: GetSurveyRequest): Promise<GetSurveyResponse> {
    const row = await rowOfCase(this.dataSource, SurveyRow, caseId);
    if (!row) throw new HuiliuError(ErrorKind.NOT_FOUND, 'CASE_NOT_FOUND', 'no survey was sent for this case: it is sent when the case is closed');
    const { ref, surveyId, status, answer } = surveyFromRow(row);
    return { ref, surveyId, status, score: answer?.score ?? 0 };
  }

  @GrpcMethod('FeedbackService', 'ListConcerns')
  async listConcerns(request: ListConcernsRequest): Promise<ListConcernsResponse> {
    const after = request.cursor === '' ? undefined : readCursor(request.cursor);
    if (request.cursor !== '' && !after) throw new HuiliuError(ErrorKind.INVALID_ARGUMENT, 'CURSOR_INVALID', 'this is no cursor of a list of concerns: pass on nextCursor as it came, or begin without one');
    const limit = request.limit === 0 ? defaultPage : request.limit;
    const open = await this.concerns.open(after, limit + 1);
    const page = open.slice(0, limit);
    const last = open.length > limit ? page.at(-1) : undefined;
    return { concerns: page.map(concernView), nextCursor: last ? writeCursor({ at: new Date(last.dueAt), id: last.ref.caseId }) : '' };
  }

  @GrpcMethod('FeedbackService', 'ClaimConcern')
  claimConcern(request: ClaimConcernRequest, metadata: Metadata): Promise<ClaimConcernResponse> {
    return this.commands.run(claimConcernCommand, request, metadata);
  }

  @GrpcMethod('FeedbackService', 'AnswerConcern')
  answerConcern(request: AnswerConcernRequest, metadata: Metadata): Promise<AnswerConcernResponse> {
    return this.commands.run(answerConcernCommand, request, metadata);
  }

  @GrpcMethod('FeedbackService', 'TurnConcern')
  turnConcern(request: TurnConcernRequest, metadata: Metadata): Promise<TurnConcernResponse> {
    return this.commands.run(turnConcernCommand, request, metadata);
  }

  @GrpcMethod('FeedbackService', 'GetAnswer')
  async getAnswer({ caseId, askedBy, purpose }: GetAnswerRequest): Promise<GetAnswerResponse> {
    if (!(await this.concerns.ofCase(caseId))) throw concernNotFound();
    const told = await this.concerns.tellAnswer(caseId, askedBy, purpose);
    if (!told) throw new HuiliuError(ErrorKind.CONFLICT, 'NOT_ANSWERED', 'nobody has answered in words: see in the case who has it, or what was made of it');
    return told;
  }
}
