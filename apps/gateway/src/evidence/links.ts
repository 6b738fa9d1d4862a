import { createHmac, timingSafeEqual } from 'node:crypto';
import type { EvidenceRef } from '@huiliu/contracts';
import { linkExpired, linkInvalid } from './refusals';

const scheme = 'evidence:';
const sha256Pattern = /^[0-9a-f]{64}$/;

/** As cases refer to a file of ours. */
export const evidenceUri = (sha256: string): string => `${scheme}${sha256}`;

/** Such references come from an upload alone: whoever could name one would be given a link to a file that he has not sent. */
export const isEvidenceUri = (uri: string): boolean => uri.trim().toLowerCase().startsWith(scheme);

/** Links to files that whoever has one may follow for some minutes: signed, so that nobody makes one himself. */
export class EvidenceLinks {
  constructor(
    private readonly key: string,
    private readonly lifeMs: number,
    private readonly nowMs: () => number = Date.now,
  ) {}

  /** A piece of evidence as cases show it: a file of ours with a link that is new each time. */
  shown(piece: EvidenceRef) {
    const sha256 = piece.uri.slice(scheme.length);
    if (!piece.uri.startsWith(scheme) || piece.evidenceId !== sha256 || !sha256Pattern.test(sha256)) return piece;
    const expires = Math.floor((this.nowMs() + this.lifeMs) / 1_000);
    const link = `/api/v1/evidence/${sha256}?expires=${expires}&signature=${this.signature(sha256, String(expires)).toString('base64url')}`;
    return { ...piece, link, linkExpiresAt: new Date(expires * 1_000).toISOString() };
  }

  /** Throws EVIDENCE_LINK_INVALID, EVIDENCE_LINK_EXPIRED. That a link has expired is said of true ones alone. */
  check(sha256: string, expires: unknown, signature: unknown): void {
    if (!sha256Pattern.test(sha256) || typeof expires !== 'string' || typeof signature !== 'string' || !/^\d{1,12}$/.test(expires)) throw linkInvalid();
    const [right, given] = [this.signature(sha256, expires), Buffer.from(signature, 'base64url')];
    if (given.length !== right.length || !timingSafeEqual(given, right)) throw linkInvalid();
    if (Number(expires) * 1_000 < this.nowMs()) throw linkExpired();
  }

  private signature(sha256: string, expires: string): Buffer {
    return createHmac('sha256', this.key).update(`evidence\n${sha256}\n${expires}`).digest();
  }
}
