import { createHash } from 'node:crypto';

/** As the sandbox makes it of what it sends. */
export const digestOf = (text: string): string => createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url');
