import { Controller, Get, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Public } from '../http/access';
import { Answers } from '../http/answers';
import type { OpenapiDocument } from './document';

/** Under this name it is injected. */
export const documentToken = Symbol('huiliu.gateway.openapi');

const documentAnswer = z.looseObject({ openapi: z.string(), paths: z.looseObject({}) });

/** What this gateway can be asked, for machines. */
@Controller('api/v1/openapi.json')
export class OpenapiController {
  constructor(@Inject(documentToken) private readonly document: OpenapiDocument) {}

  @Get()
  @Public()
  @Answers(200, documentAnswer, 'This document')
  show() {
    return this.document;
  }
}
