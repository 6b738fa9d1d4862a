import { randomOf } from '../random/random';

/** A customer as CRM knows them. The id and the country may be real; all else is made up. */
export interface Customer {
  readonly customerId: string;
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly address: string;
  readonly country: string;
}

const given = ['Ada', 'Ben', 'Chen', 'Dora', 'Elif', 'Femi', 'Grace', 'Hana', 'Ivan', 'June', 'Kofi', 'Lena', 'Mei', 'Noor', 'Otis', 'Priya', 'Rosa', 'Sam', 'Tara', 'Wei'];
const family = ['Abbott', 'Baker', 'Clarke', 'Dunn', 'Evans', 'Foster', 'Grant', 'Hughes', 'Irwin', 'Jones', 'Khan', 'Lowe', 'Murphy', 'Nash', 'Owen', 'Price', 'Reed', 'Shaw', 'Wang', 'Young'];
const streets = ['Mill Lane', 'Station Road', 'Church Street', 'Park Avenue', 'Queens Road', 'High Street', 'Victoria Road', 'The Green'];

/** The number is from the range that the regulator keeps for drama, the domain from the one that never resolves: nobody can be reached by mistake. */
export function customerOf(seed: string, customerId: string, country: string): Customer {
  const random = randomOf(seed, 'customer', customerId);
  return {
    customerId,
    name: `${random.pick(given)} ${random.pick(family)}`,
    phone: `+44 7700 900${String(random.between(0, 999)).padStart(3, '0')}`,
    email: `customer-${customerId}@shop.invalid`,
    address: `${random.between(1, 199)} ${random.pick(streets)}`,
    country,
  };
}
