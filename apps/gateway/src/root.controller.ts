import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { Public } from './http/access';
import { Answers } from './http/answers';

const rootAnswer = z.strictObject({ name: z.string(), what: z.string(), links: z.record(z.string(), z.string()), signIn: z.string() });

/** What is here, for whoever opens the address. */
@Controller()
export class RootController {
  @Get()
  @Public()
  @Answers(200, rootAnswer, 'What is here')
  show() {
    return {
      name: 'huiliu',
      what: 'after-sales cases: apply, look up, review, follow',
      links: {
        documentation: '/api/v1/openapi.json',
        cases: '/api/v1/cases',
        case: '/api/v1/cases/{number}',
        trace: '/api/v1/cases/{number}/trace',
        reviewTasks: '/api/v1/review/tasks',
        stock: '/api/v1/stock/{sku}',
        parked: '/api/v1/ops/{department}/parked',
      },
      signIn: 'send the header Authorization: Bearer <token>; each POST also needs an Idempotency-Key',
    };
  }
}
