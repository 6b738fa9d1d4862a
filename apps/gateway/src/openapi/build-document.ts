import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Type } from '@nestjs/common';
import { problem } from '../http/problem-schema';
import { routeHandlers } from '../http/route-handlers';
import type { OpenapiDocument, PathItem } from './document';
import { JsonSchemas } from './json-schemas';
import { operationOf, tagOf, templateOf } from './operation';
import { headerParameters } from './parameters';
import { answerHeaders, refusalComponents } from './refusals';

const description = `
After-sales cases: apply, look up, review, follow.

**Signing in.** \`npm start\` prints tokens, good for a day, for an agent, a reviewer and operations, as \`export AGENT=…\`; then \`curl -H "Authorization: Bearer $AGENT" …\`. Elsewhere tokens are JWTs of your own
issuer, with \`roles\`, and a \`customer_id\` for customers (\`HUILIU_JWT_…\`, \`HUILIU_JWKS_…\`).

**Doing something** is a POST with an \`Idempotency-Key\` of your own: sent again with the same key, it is done once.

**Deciding on what one saw.** Answers about one case, review task, exception or refund have an \`ETag\`. Sent back as \`If-Match\` with what is decided on it, nothing is done if it is another way by now: 412 \`CHANGED_MEANWHILE\`.

**What goes wrong** is \`application/problem+json\` with a stable \`code\`, and a \`detail\` that says what to do, in Chinese or English by \`Accept-Language\`. At an address that is not here: 404, or 405 with \`Allow\`. What can't be read as HTTP, or does not arrive
in time: 400, 408 or 431.

**Values.** Amounts are text, in minor units of their currency. Times are RFC 3339. Text must hold no NUL and no half of a surrogate pair. A field that a schema does not have is refused when it comes in, and never
goes out. States are text: there may be more words for them one day. Each GET answers HEAD too.
`.trim();

/** The OpenAPI document of these controllers, from their decorators and schemas alone. */
export function buildDocument(controllers: readonly Type[]): OpenapiDocument {
  const schemas = new JsonSchemas();
  const routes = routeHandlers(controllers);
  const paths: Record<string, PathItem> = {};
  for (const route of routes) paths[templateOf(route)] = { ...paths[templateOf(route)], [route.method.toLowerCase()]: operationOf(route, schemas) };
  const responses = refusalComponents(schemas.of(problem, 'output'));
  return {
    openapi: '3.1.1',
    jsonSchemaDialect: 'https://spec.openapis.org/oas/3.1/dialect/base',
    info: { title: 'Huiliu gateway', version: version(), description },
    servers: [{ url: '/', description: 'Where this document comes from; with `npm start` that is http://127.0.0.1:7100.' }],
    security: [{ token: [] }],
    tags: [...new Set(routes.map(tagOf))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: schemas.components(),
      parameters: headerParameters,
      headers: answerHeaders,
      responses,
    },
  };
}

/** Of the gateway's package. From the sources and from what is built of them it is as far. */
function version(): string {
  const { version: found } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { readonly version: string };
  return found;
}
