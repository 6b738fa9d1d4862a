import type { CaseFacts } from './cases/case-facts';
import type { Findings } from './findings';
import type { SubjectFacts } from './subjects/subject-facts';
import type { World } from './world';

/**
 * Something that holds whenever everything is quiet. Has at least one way of looking: at the world as a whole (by SQL, where that is one database's
 * affair), at each subject with its events and hops, at each case as every department holds it.
 */
export interface Invariant {
  readonly name: string;
  check?(world: World, found: Findings): Promise<void>;
  lookAtSubject?(facts: SubjectFacts, found: Findings): void;
  lookAtCase?(facts: CaseFacts, found: Findings): void;
}
