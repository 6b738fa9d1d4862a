import { departmentFaults } from './department-faults';
import type { Fault } from './fault';
import { historyFaults } from './history-faults';
import { recordFaults } from './record-faults';

/** At least one for each sentence of the invariants; each is found by the names of the sentences that it breaks. */
export const faults: readonly Fault[] = [...departmentFaults, ...historyFaults, ...recordFaults];
