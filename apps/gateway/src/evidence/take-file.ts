import type { EvidenceRef } from '@huiliu/contracts';
import { errorCode } from '@huiliu/platform';
import type { FastifyRequest } from 'fastify';
import type { FoundCase } from '../cases/find-case';
import { cleaned } from './clean/clean';
import type { Evidence } from './evidence';
import { evidenceUri } from './links';
import { mediaTypes, type MediaType } from './media-types';
import { caseClosed, caseFull, storeAway } from './refusals';
import { announce } from './sweep';
import type { Spooled } from './store/spool';
import { bodyOf } from './upload-body';

/** As many pieces as intake takes for one case. It counts again when it is told; this only spares what would be kept for nothing. */
const pieceLimit = 20;

/**
 * Takes the file in and keeps it: whole, clean, and named by its content. The reference that it answers with has the content's name as its id, so that the same file again is the
 * same piece, and a repetition of the request asks intake for the same.
 */
export async function takeFile(request: FastifyRequest, type: MediaType, to: FoundCase, { spool, store, limitBytes }: Evidence): Promise<EvidenceRef> {
  const spooled = await spool.take(cleaned(bodyOf(request, limitBytes(type)), type)).catch(explained);
  try {
    checkRoom(to, spooled);
    await announce(store.shelf, spooled.sha256, to.ref.caseId);
    await store.keep(spooled, type);
  } finally {
    await spool.drop(spooled.path);
  }
  return { evidenceId: spooled.sha256, kind: mediaTypes[type].kind, uri: evidenceUri(spooled.sha256) };
}

/** Only now, as a file that the case has already is no new one: whoever has not got the answer sends it again. */
function checkRoom({ ref, view }: FoundCase, { sha256 }: Spooled): void {
  if (view.evidence.some(({ evidenceId }) => evidenceId === sha256)) return;
  if (view.status === 'closed') throw caseClosed(ref.caseNumber);
  if (view.evidence.length >= pieceLimit) throw caseFull(ref.caseNumber, pieceLimit);
}

/** A disk that is full, or may not be written to, is as a store that is away: nothing of the file is wrong. */
function explained(error: unknown): never {
  if (['ENOSPC', 'EDQUOT', 'EIO', 'EROFS', 'EACCES', 'EMFILE', 'ENFILE'].includes(errorCode(error) ?? '')) throw storeAway(error);
  throw error;
}
