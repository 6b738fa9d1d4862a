export interface ShelfEntry {
  readonly key: string;
  /** When it was put there, or put again. */
  readonly at: Date;
}

/**
 * What a store can do with names, beside keeping files: enough to sweep. Keys are `<sha256>` for a file, and `notes/<sha256>/<case>`, `referred/<sha256>` and `aside/<sha256>/<id>`. All throw
 * EVIDENCE_STORE_AWAY.
 */
export interface Shelf {
  has(key: string): Promise<boolean>;
  /** An empty entry; put again, its time is now. */
  put(key: string): Promise<void>;
  /** Those whose key begins so, in no order; each page as it comes. */
  list(prefix: string): AsyncIterable<ShelfEntry>;
  /** False: there was nothing to move. What has the other name is replaced. */
  move(from: string, to: string): Promise<boolean>;
  drop(key: string): Promise<void>;
}

export const noteKey = (sha256: string, caseId: string): string => `notes/${sha256}/${encodeURIComponent(caseId)}`;
export const referredKey = (sha256: string): string => `referred/${sha256}`;

/** File and case of a note. */
export function readNote(key: string): { readonly sha256: string; readonly caseId: string } {
  const [, sha256 = '', caseId = ''] = key.split('/');
  return { sha256, caseId: decodeURIComponent(caseId) };
}
