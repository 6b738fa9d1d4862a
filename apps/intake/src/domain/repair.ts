import type { IntakeCase } from './intake-case';

/** What the warehouse has said of the repair of the customer's goods, in this order. */
export type Repair = RepairAsked | { readonly state: RepairEnd };

export interface RepairAsked {
  readonly state: 'asked';
  /** How often the WMS was asked, from 1. */
  readonly attempt: number;
  readonly answerBy: string;
  /** Nobody has answered for long: a person in the warehouse has to look. */
  readonly overdue: boolean;
}

export type RepairEnd = 'repaired' | 'not_repairable';

/** Whether the goods are here and to be repaired, as far as anybody has said. */
export const inRepair = ({ type, repair, replacement }: Pick<IntakeCase, 'type' | 'repair' | 'replacement'>): boolean => type === 'repair' && repair?.state !== 'repaired' && !replacement?.parcel;
