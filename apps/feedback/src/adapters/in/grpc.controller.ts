import type { GetSurveyRequest, GetSurveyResponse } from '@huiliu/contracts';
import { rowOfCase } from '@huiliu/messaging';
import { ErrorKind, HuiliuError } from '@huiliu/platform';
import { Controller, Inject } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import { DataSource } from 'typeorm';
import { SurveyRow } from '../out/postgres/rows';
import { surveyFromRow } from '../out/postgres/tables';

@Controller()
export class FeedbackGrpc {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** The comment is not part of the answer: it may name people. */
  @GrpcMethod('FeedbackService', 'GetSurvey')
  async getSurvey({ caseId }: GetSurveyRequest): Promise<GetSurveyResponse> {
    const row = await rowOfCase(this.dataSource, SurveyRow, caseId);
    if (!row) throw new HuiliuError(ErrorKind.NOT_FOUND, 'CASE_NOT_FOUND', 'no survey was sent for this case: it is sent when the case is closed');
    const { ref, surveyId, status, answer } = surveyFromRow(row);
    return { ref, surveyId, status, score: answer?.score ?? 0 };
  }
}
