import { done, ignored, type Outcome } from '@huiliu/messaging';
import { latestOf, type Customer } from '../domain/customer';
import type { IntakeWork } from './work';

/** Keeps what CRM has said last about a customer. */
export function registerCustomer(work: IntakeWork, said: Customer): Outcome {
  const known = work.customers.get(said.customerId);
  const latest = latestOf(known, said);
  if (latest === known) return ignored('something newer is known');
  work.customers.put(said.customerId, latest);
  return done();
}
