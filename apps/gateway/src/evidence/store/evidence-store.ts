import type { Readable } from 'node:stream';
import type { MediaType } from '../media-types';
import type { ByteRange } from './byte-range';
import type { Shelf } from './shelf';
import type { Spooled } from './spool';

/** A file, or a part of it, being read. Whoever got it reads the stream to its end or destroys it. */
export interface OpenedFile {
  readonly type: MediaType;
  readonly totalBytes: number;
  /** Places of the first and the last byte of the stream. */
  readonly first: number;
  readonly last: number;
  readonly stream: Readable;
}

/** Keeps files by their content: the sha256 is the name. */
export interface EvidenceStore {
  /** Whole or not at all; the same file again is as once. May take the spooled file away. Throws EVIDENCE_STORE_AWAY. */
  keep(file: Spooled, type: MediaType): Promise<void>;
  /** Undefined: there is none. Throws EVIDENCE_STORE_AWAY, RANGE_NOT_SATISFIABLE. @param sha256 64 hexadecimal digits */
  open(sha256: string, range: ByteRange | undefined): Promise<OpenedFile | undefined>;
  /** To sweep by. */
  readonly shelf: Shelf;
  close(): void;
}
