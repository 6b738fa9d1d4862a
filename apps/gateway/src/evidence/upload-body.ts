import type { FastifyInstance, FastifyRequest } from 'fastify';
import { mediaTypeOf, isMediaType, type MediaType } from './media-types';
import { brokenOff, tooLarge, typeUnsupported } from './refusals';

/** Of the route that takes a file. */
const uploadUrl = '/api/v1/cases/:number/evidence/files';
const lingerMs = 2_000;

export const isUpload = (request: FastifyRequest): boolean => request.routeOptions.url === uploadUrl;

/** Lets the route that takes files have its body as it comes, of whatever type: it says itself what it takes. All others take JSON alone, as ever. */
export function passUploads(server: FastifyInstance): void {
  server.addContentTypeParser('*', (request, payload, done) => {
    if (isUpload(request)) done(null, payload);
    else done(Object.assign(new Error('not JSON'), { code: 'FST_ERR_CTP_INVALID_MEDIA_TYPE', statusCode: 415 }));
  });
  server.addHook('onResponse', (request, _reply, done) => {
    if (isUpload(request)) letGo(request);
    done();
  });
}

/**
 * An upload that was answered before all of it had come is read on for a moment and thrown away, as most clients look at the answer only when they have sent all; who goes on
 * sending is cut off.
 */
function letGo({ raw }: FastifyRequest): void {
  if (raw.complete || raw.destroyed) return;
  raw.resume();
  setTimeout(() => raw.complete || raw.destroy(), lingerMs).unref();
}

/** What an upload says of itself, before its body is looked at. Throws EVIDENCE_TYPE_UNSUPPORTED. */
export function declaredType(request: FastifyRequest): MediaType {
  const type = mediaTypeOf(request.headers['content-type']);
  if (!isMediaType(type)) throw typeUnsupported();
  return type;
}

/** The body as it comes in, at most so much of it. Throws EVIDENCE_TOO_LARGE, by Content-Length before anything is read; UPLOAD_BROKEN_OFF. */
export async function* bodyOf({ raw }: FastifyRequest, limitBytes: number): AsyncGenerator<Buffer> {
  if (Number(raw.headers['content-length'] ?? 0) > limitBytes) throw tooLarge(limitBytes);
  let bytes = 0;
  // Not destroyed when the reading ends early: the answer goes over the same connection.
  for await (const piece of unbroken(raw.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>)) {
    bytes += piece.length;
    if (bytes > limitBytes) throw tooLarge(limitBytes);
    yield piece;
  }
}

async function* unbroken(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* pieces;
  } catch (error) {
    throw brokenOff(error);
  }
}
