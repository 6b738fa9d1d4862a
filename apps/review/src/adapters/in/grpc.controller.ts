import type { Metadata } from '@grpc/grpc-js';
import type {
  ClaimTaskRequest,
  ClaimTaskResponse,
  DecideTaskRequest,
  DecideTaskResponse,
  GetReviewRequest,
  GetReviewResponse,
  ListTasksRequest,
  ListTasksResponse,
} from '@huiliu/contracts';
import { Commands, readCursor, writeCursor } from '@huiliu/messaging';
import { ErrorKind, HuiliuError } from '@huiliu/platform';
import { Controller, Inject } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import { taskOf } from '../../domain/review';
import { ReviewQueries } from '../out/postgres/review-queries';
import { claimTaskCommand, decideTaskCommand } from './commands';
import { reviewView, taskView } from './views';

/** Tasks on a page when the caller does not say. */
const defaultPage = 50;

@Controller()
export class ReviewGrpc {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(ReviewQueries) private readonly queries: ReviewQueries,
  ) {}

  @GrpcMethod('ReviewService', 'ClaimTask')
  claimTask(request: ClaimTaskRequest, metadata: Metadata): Promise<ClaimTaskResponse> {
    return this.commands.run(claimTaskCommand, request, metadata);
  }

  @GrpcMethod('ReviewService', 'DecideTask')
  decideTask(request: DecideTaskRequest, metadata: Metadata): Promise<DecideTaskResponse> {
    return this.commands.run(decideTaskCommand, request, metadata);
  }

  @GrpcMethod('ReviewService', 'ListTasks')
  async listTasks(request: ListTasksRequest): Promise<ListTasksResponse> {
    const after = request.cursor === '' ? undefined : readCursor(request.cursor);
    if (request.cursor !== '' && !after) throw new HuiliuError(ErrorKind.INVALID_ARGUMENT, 'CURSOR_INVALID', 'this is no cursor of a list of tasks: pass on nextCursor as it came, or begin without one');
    const limit = request.limit === 0 ? defaultPage : request.limit;
    const reviews = await this.queries.openTasks(after, limit + 1);
    const page = reviews.slice(0, limit);
    const last = page.at(-1);
    const next = last && reviews.length > limit ? taskOf(last) : undefined;
    return { tasks: page.map((review) => ({ ...taskView(review), lines: [] })), nextCursor: next ? writeCursor({ at: new Date(next.dueAt), id: next.taskId }) : '' };
  }

  @GrpcMethod('ReviewService', 'GetReview')
  async getReview({ caseId }: GetReviewRequest): Promise<GetReviewResponse> {
    const review = await this.queries.ofCase(caseId);
    if (!review) throw new HuiliuError(ErrorKind.NOT_FOUND, 'CASE_NOT_FOUND', 'review knows no such case: check the case, or try again shortly if it was just submitted');
    return reviewView(review);
  }
}
