import type { INestApplication, Type } from '@nestjs/common';
import { answerKey } from './answers';
import { controllersOf, declared, nameOf, routeHandlers } from './route-handlers';

/** Ends the start when a route does not say what it answers: the OpenAPI document would not be the whole truth. */
export function checkAnswers(app: INestApplication): void {
  const undeclared = routesWithoutAnswer(controllersOf(app));
  if (undeclared.length > 0) throw new Error(`these routes do not say what they answer: ${undeclared.join(', ')}; add @Answers or @AnswersEvents`);
}

/** `Controller.method` of each. */
export const routesWithoutAnswer = (controllers: readonly Type[]): readonly string[] =>
  routeHandlers(controllers)
    .filter((route) => declared(route, answerKey) === undefined)
    .map(nameOf);
