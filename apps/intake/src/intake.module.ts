import { Module } from '@nestjs/common';
import { CrmEvents } from './adapters/in/crm.controller';
import { DepartmentEvents } from './adapters/in/departments.controller';
import { IntakeGrpc } from './adapters/in/grpc.controller';
import { CaseQueries } from './adapters/out/postgres/case-queries';
import { ContactBook } from './adapters/out/postgres/contact-book';

@Module({ controllers: [CrmEvents, DepartmentEvents, IntakeGrpc], providers: [CaseQueries, ContactBook] })
export class IntakeModule {}
