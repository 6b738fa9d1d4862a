import 'reflect-metadata';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Role } from '@huiliu/platform';
import { z } from 'zod';
import { Public, Roles } from '../http/access';
import { Answers } from '../http/answers';
import { countInQuery, input, nothing, text } from '../http/input';
import { buildDocument } from './build-document';

const thing = z.strictObject({ name: z.string(), parts: z.int() }).meta({ id: 'Thing', description: 'What it is about.' });

@Controller('api/v1/things')
class ThingsController {
  @Get()
  @Roles(Role.agent, Role.ops)
  @Answers(200, z.strictObject({ things: z.array(thing) }), 'All things')
  list(@Query(input(z.strictObject({ limit: countInQuery(50).optional(), like: text(20) }))) _query: object) {
    return { things: [] };
  }

  @Post(':thingId/break')
  @Roles(Role.admin)
  @Answers(200, thing, 'Break a thing')
  break(@Param('thingId', input(text(9))) name: string, @Body(input(nothing)) _body: object) {
    return { name, parts: 2 };
  }
}

@Controller()
class OpenController {
  @Get()
  @Public()
  @Answers(200, thing, 'The one thing')
  show() {
    return { name: 'x', parts: 1 };
  }
}

describe('a document made of controllers', () => {
  const document = buildDocument([OpenController, ThingsController]);

  it('needs of a route no more than its decorators: schema, status and summary', () => {
    expect(document.paths['/api/v1/things/{thingId}/break']?.['post']).toMatchObject({
      operationId: 'things.break',
      tags: ['things'],
      summary: 'Break a thing',
      description: 'Roles, one of them: admin.',
      parameters: [{ name: 'thingId', in: 'path', required: true, schema: { type: 'string', minLength: 1, maxLength: 9 } }, { $ref: '#/components/parameters/IdempotencyKey' }, { $ref: '#/components/parameters/AcceptLanguage' }],
      requestBody: { required: false, content: { 'application/json': { schema: { type: 'object', additionalProperties: false } } } },
      responses: { 200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } } }, 409: { $ref: '#/components/responses/Conflict' } },
    });
    expect(document.components.schemas['Thing']).toMatchObject({ description: 'What it is about.', required: ['name', 'parts'], additionalProperties: false });
  });

  it('has queries as single parameters, counts in them as numbers', () => {
    expect(document.paths['/api/v1/things']?.['get']?.parameters.slice(0, 2)).toEqual([
      { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 50 } },
      { name: 'like', in: 'query', required: true, schema: { type: 'string', minLength: 1, maxLength: 20 } },
    ]);
  });

  it('knows how a route may refuse: reading can\'t conflict, and whom nobody is asked for needs no token', () => {
    expect(Object.keys(document.paths['/api/v1/things']?.['get']?.responses ?? {})).toEqual(['200', '400', '401', '403', '429', '500', '503']);
    expect(Object.keys(document.paths['/api/v1/things/{thingId}/break']?.['post']?.responses ?? {})).toEqual(['200', '400', '401', '403', '404', '409', '413', '414', '415', '422', '429', '500', '503']);
    expect(document.paths['/']?.['get']).toMatchObject({ security: [] });
    expect(Object.keys(document.paths['/']?.['get']?.responses ?? {})).toEqual(['200']);
  });

  it('does not take two things under one name', () => {
    @Controller('other')
    class Other {
      @Get()
      @Public()
      @Answers(200, z.strictObject({ else: z.string() }).meta({ id: 'Thing' }), 'Another thing')
      show() {
        return { else: 'x' };
      }
    }
    expect(() => buildDocument([OpenController, Other])).toThrow(/two schemas have the id Thing/);
  });
});
