import type { FastifyInstance } from 'fastify';
import { isSigned } from '../http/access';

/** CloudEvents 1.0, structured: the whole event is one JSON object. */
export const cloudEventType = 'application/cloudevents+json';

/** Lets the route where outside systems send have its body as the text that was signed. Others don't take this type. */
export function passSignedBodies(server: FastifyInstance): void {
  server.addContentTypeParser(cloudEventType, { parseAs: 'string' }, (request, body, done) => {
    if (isSigned(request.routeOptions.config)) done(null, body);
    else done(Object.assign(new Error('not JSON'), { code: 'FST_ERR_CTP_INVALID_MEDIA_TYPE', statusCode: 415 }));
  });
}
