import { Controller, Get } from '@nestjs/common';
import { Public } from './http/access';

/** What is here, for whoever opens the address. */
@Controller()
export class RootController {
  @Get()
  @Public()
  show() {
    return {
      name: 'huiliu',
      what: 'after-sales cases: apply, look up, review, follow',
      links: { cases: '/api/v1/cases', case: '/api/v1/cases/{number}', trace: '/api/v1/cases/{number}/trace', reviewTasks: '/api/v1/review/tasks', stock: '/api/v1/stock/{sku}', parked: '/api/v1/ops/{department}/parked' },
      signIn: 'send the header Authorization: Bearer <token>; each POST also needs an Idempotency-Key',
    };
  }
}
