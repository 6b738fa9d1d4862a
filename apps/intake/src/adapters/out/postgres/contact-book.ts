import { randomUUID } from 'node:crypto';
import type { GetConcernResponse, GetContactResponse, Supplement } from '@huiliu/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ContactAccessRow, CustomerRow, QuestionRow, StatementRow } from './rows';

/** Tells personal data, and never without a record of who asked and why. */
@Injectable()
export class ContactBook {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** Undefined: no such customer. The record is committed before the answer leaves. */
  async tell(customerId: string, askedBy: string, purpose: string): Promise<GetContactResponse | undefined> {
    return this.dataSource.transaction(async (manager) => {
      const customer = await manager.findOneBy(CustomerRow, { customerId });
      if (!customer) return undefined;
      await manager.insert(ContactAccessRow, { accessId: randomUUID(), customerId, askedBy, purpose, answeredAt: new Date() });
      const { name, phone, email, address, country } = customer;
      return { name, phone, email, address, country };
    });
  }
  /** What the customer wrote when supplementing a case, oldest first. The record is committed before the answer leaves. */
  async tellStatements({ caseId, customerId }: { readonly caseId: string; readonly customerId: string }, askedBy: string, purpose: string): Promise<Supplement[]> {
    return this.dataSource.transaction(async (manager) => {
      const statements = await manager.find(StatementRow, { where: { caseId }, order: { round: 'ASC' } });
      await manager.insert(ContactAccessRow, { accessId: randomUUID(), customerId, askedBy, purpose, answeredAt: new Date() });
      return statements.map(({ round, at, reason }) => ({ round, at: at.toISOString(), reason }));
    });
  }

  /** What the customer asks or complains of; undefined: the case is about something else. The record is committed before the answer leaves. */
  async tellQuestion({ caseId, customerId }: { readonly caseId: string; readonly customerId: string }, askedBy: string, purpose: string): Promise<GetConcernResponse | undefined> {
    return this.dataSource.transaction(async (manager) => {
      const question = await manager.findOneBy(QuestionRow, { caseId });
      if (!question) return undefined;
      await manager.insert(ContactAccessRow, { accessId: randomUUID(), customerId, askedBy, purpose, answeredAt: new Date() });
      return { text: question.text, at: question.at.toISOString() };
    });
  }
}
