import type { ChooseResolutionResponse } from '@huiliu/contracts';
import { done, ignored, refused, type Outcome } from '@huiliu/messaging';
import { choiceDue, choicePending, choiceTerms, choose, offer, optionsOf, type ChoiceAnswer } from '../domain/choice';
import type { IntakeCase } from '../domain/intake-case';
import { caseView } from './case-view';
import { caseNotFound, refusalOf } from './refusals';
import { sayChoiceOffered, sayResolutionChanged } from './say-case';
import { caseSubject, choiceTimer, keepCase, type Cause, type IntakeWork } from './work';

/** Asks the customer, once for each time that there is something to choose. The case as it is now. */
export function offerChoice(work: IntakeWork, cause: Cause, it: IntakeCase): IntakeCase {
  const due = choiceDue(it);
  if (!due) return it;
  const choice = offer(due.kind, due.number, work.now);
  const asked = { ...it, choice };
  if (!choicePending(asked)) return asked;
  work.schedule({ subject: caseSubject(it.caseId), name: choiceTimer, dueAt: new Date(choice.dueAt), payload: { caseId: it.caseId } });
  sayChoiceOffered(work, cause, asked, choice);
  return asked;
}

/** The shop has said what else it can send, while the customer has to choose: they are told of that choice once more. */
export function offerVariants(work: IntakeWork, cause: Cause, it: IntakeCase): void {
  const choice = choicePending(it);
  if (choice && it.variants?.number === choice.number && optionsOf(it, choice).includes('other_variant')) sayChoiceOffered(work, cause, it, choice);
}

/**
 * The customer chooses, or somebody for them; whoever has the goods decides whether it still can be done. The same choice again changes nothing.
 * Errors: CASE_NOT_FOUND and those of the domain's `choose`.
 */
export function chooseResolution(work: IntakeWork, cause: Cause, caseId: string, { option, sku, by }: Omit<ChoiceAnswer, 'at'>): Outcome {
  const before = work.cases.get(caseId);
  if (!before) return refused(caseNotFound(caseId));
  const chosen = choose(before, { option, ...(sku !== undefined && { sku }), by, at: work.now.toISOString() });
  if (!chosen.ok) return refused(refusalOf(chosen.error));
  if (chosen.value === before) return ignored(`case ${before.caseNumber}: the same was chosen before`, answerOf(before));
  work.cancelTimer(caseSubject(caseId), choiceTimer);
  return done(answerOf(answer(work, cause, chosen.value)));
}

/** Nobody has chosen in time. */
export function choiceRunsOut(work: IntakeWork, cause: Cause, caseId: string): Outcome {
  const before = work.cases.get(caseId);
  const choice = before && choicePending(before);
  if (!before || !choice) return ignored('there is nothing to choose any more');
  const option = choiceTerms[choice.kind].byDefault;
  answer(work, cause, { ...before, choice: { ...choice, answer: { option, by: 'deadline', at: work.now.toISOString() } } });
  return done();
}

function answer(work: IntakeWork, cause: Cause, chosen: IntakeCase): IntakeCase {
  const it = keepCase(work, chosen);
  if (it.choice) sayResolutionChanged(work, cause, it, it.choice);
  return it;
}

const answerOf = (it: IntakeCase): ChooseResolutionResponse => ({ case: caseView(it) });
