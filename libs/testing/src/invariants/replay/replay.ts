import type { Pool } from 'pg';
import type { Department } from '@huiliu/contracts';

/** Builds departments again from the topics alone. Who can start departments gives it: this library knows none. */
export interface Replay {
  readonly departments: readonly Department[];
  /**
   * Folds everything on the bus into an empty database of a department, with everything outgoing off, as with HUILIU_REBUILD; then shows that
   * database to `look` and throws it away. Rejects when the department does not come to the end of the log.
   */
  rebuilt(department: Department, look: (database: Pool) => Promise<void>): Promise<void>;
}
