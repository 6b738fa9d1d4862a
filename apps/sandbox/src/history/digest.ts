import { createHash } from 'node:crypto';

/** Tells whether two requests are the same, in 22 characters. libs/testing makes the same of what it finds on the bus. */
export const digestOf = (text: string): string => createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url');
