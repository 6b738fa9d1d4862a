import 'reflect-metadata';
import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { Answers, AnswersEvents } from './answers';
import { routesWithoutAnswer } from './check-answers';

const answer = z.strictObject({ count: z.int() });

@Controller('a')
class Careful {
  @Get('one')
  @Answers(200, answer, 'How many')
  async one() {
    return { count: 1 };
  }

  @Get('two')
  @AnswersEvents('count', answer, 'How many, whenever that changes')
  two(): void {}

  helper(): void {}
}

@Controller('b')
class Careless {
  @Get('one')
  one() {
    return { count: 1 };
  }
}

/** For the compiler alone. */
@Controller('c')
class Untrue {
  @Get('one')
  // @ts-expect-error: it does not answer what it says
  @Answers(200, answer, 'How many')
  one() {
    return { total: 1 };
  }
}

describe('routes that do not say what they answer', () => {
  it('are found, and only they', () => {
    expect(routesWithoutAnswer([Careful])).toEqual([]);
    expect(routesWithoutAnswer([Careful, Careless, Untrue])).toEqual(['Careless.one']);
  });
});
