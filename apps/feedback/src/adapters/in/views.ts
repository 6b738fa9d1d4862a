import { CaseType, type ConcernView } from '@huiliu/contracts';
import { taskIdOf, type Concern } from '../../domain/concern';

export const concernView = ({ ref, type, status, claimedBy = '', dueAt, overdue, customerId, into }: Concern): ConcernView => ({
  ref,
  taskId: taskIdOf(ref.caseId),
  type: CaseType.wire(type),
  status,
  claimedBy,
  dueAt,
  overdue,
  customerId,
  into,
});
