/** Personal data: kept here and nowhere else, told only by a recorded answer. */
export interface Customer {
  readonly customerId: string;
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly address: string;
  readonly country: string;
  /** When CRM said so. */
  readonly saidAt: Date;
}

/** The latest word counts: the known customer itself when CRM has said something newer already. */
export const latestOf = (known: Customer | undefined, said: Customer): Customer => (known && known.saidAt.getTime() >= said.saidAt.getTime() ? known : said);
