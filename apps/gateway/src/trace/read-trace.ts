import { joinHops, type DepartmentHops, type TraceChain } from '@huiliu/messaging';
import { toHuiliuError, type SpanRecord } from '@huiliu/platform';
import type { Departments } from '../departments/departments';
import { departmentNames, type AskedName, type DepartmentName } from '../departments/names';
import type { LocalSpans } from './local-spans';

export interface UnavailableDepartment {
  readonly department: AskedName;
  /** Stable code of why it did not answer. */
  readonly code: string;
}

export interface CaseTrace extends TraceChain {
  /** Departments that did not answer in time: what they know is not in the chain, so it is not complete. */
  readonly unavailable: readonly UnavailableDepartment[];
  /** Detail from the local store; undefined when there is none, or it can't be read now. */
  readonly spans: readonly SpanRecord[] | undefined;
}

/** Asks all departments at once what they did about the case, and joins what they answer. */
export async function readCaseTrace(departments: Departments, localSpans: LocalSpans | undefined, caseId: string, deadlineMs: number): Promise<CaseTrace> {
  const answers = await Promise.all(departmentNames.map((department) => hopsOf(departments, department, caseId, deadlineMs)));
  const unavailable = answers.flatMap((answer) => ('code' in answer ? [answer] : []));
  const hops = answers.flatMap((answer) => ('hops' in answer ? [answer] : []));
  const traceIds = [...new Set(hops.flatMap((answer) => answer.hops.map(({ traceId }) => traceId)))];
  const spans = await localSpans?.of(traceIds, caseId);
  const chain = joinHops(hops, spans);
  return { ...chain, complete: chain.complete && unavailable.length === 0, unavailable, spans };
}

async function hopsOf(departments: Departments, department: DepartmentName, caseId: string, deadlineMs: number): Promise<DepartmentHops | UnavailableDepartment> {
  try {
    const { hops } = await departments.ops[department].listHops({ subject: `case:${caseId}` }, { deadlineMs });
    return { department, hops };
  } catch (error) {
    return { department, code: toHuiliuError(error).code };
  }
}
