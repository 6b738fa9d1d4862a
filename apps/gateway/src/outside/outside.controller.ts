import { Body, Controller, Headers, Inject, Param, Post } from '@nestjs/common';
import { outsideSystems } from '@huiliu/contracts';
import { ErrorKind, HuiliuError } from '@huiliu/platform';
import { z } from 'zod';
import { departmentsToken, type Departments } from '../departments/departments';
import { Signed } from '../http/access';
import { name } from '../http/answer-parts';
import { Answers, TakesFile } from '../http/answers';
import { HttpRefusal } from '../http/problems';
import { cloudEventType } from './signed-body';

const takenAnswer = z.strictObject({ source: name(), id: name() }).meta({ id: 'TakenEvent', description: 'The event that was taken, by what makes it the one it is.' });

/** Headers longer than the contract has room for can't be right. */
const headerLimits = { id: 256, timestamp: 32, signature: 4_096 } as const;

/** Where outside systems that are not on the bus say what is theirs to say. */
@Controller('api/v1/outside/:system')
export class OutsideController {
  constructor(@Inject(departmentsToken) private readonly departments: Departments) {}

  /** Kept when it is answered, and then published as if the system had said it on the bus. */
  @Post('events')
  @Signed()
  @TakesFile([cloudEventType])
  @Answers(202, takenAnswer, 'Send an event, as an outside system')
  async take(
    @Param('system') system: string,
    @Headers('webhook-id') id: string | undefined,
    @Headers('webhook-timestamp') timestamp: string | undefined,
    @Headers('webhook-signature') signature: string | undefined,
    @Body() body: unknown,
  ) {
    const { webhooks } = this.departments;
    if (!webhooks || !outsideSystems.some((each) => each === system)) {
      throw new HuiliuError(ErrorKind.NOT_FOUND, 'OUTSIDE_SYSTEM_UNKNOWN', `There is no door for this system. There may be one for ${outsideSystems.join(', ')}, where its secrets are set.`);
    }
    if (typeof body !== 'string') throw new HttpRefusal(415, 'CLOUDEVENT_EXPECTED', `Send one CloudEvent as JSON, with the header Content-Type: ${cloudEventType}.`);
    return webhooks.takeEvent({ system, webhookId: upTo(headerLimits.id, id), webhookTimestamp: upTo(headerLimits.timestamp, timestamp), webhookSignature: upTo(headerLimits.signature, signature), body });
  }
}

const upTo = (limit: number, header: string | undefined): string => header?.slice(0, limit) ?? '';
