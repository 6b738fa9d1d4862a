import { ErrorKind, HuiliuError } from '@huiliu/platform';
import { HttpRefusal } from '../http/problems';
import { mediaTypes } from './media-types';

/** Why a file, or a link to one, is not taken. */
const taken = Object.keys(mediaTypes).join(', ');

export const typeUnsupported = (): HttpRefusal =>
  new HttpRefusal(415, 'EVIDENCE_TYPE_UNSUPPORTED', `Send the file itself as the body, with one of these as the header Content-Type: ${taken}.`);

export const contentUnsupported = (): HttpRefusal => new HttpRefusal(415, 'EVIDENCE_CONTENT_UNSUPPORTED', `By its content the file is none of those that are taken: ${taken}. Send it as one of these.`);

export const contentDiffers = (declared: string, found: string): HttpRefusal =>
  new HttpRefusal(415, 'EVIDENCE_CONTENT_DIFFERS', `By its content the file is ${found}, but the header Content-Type says ${declared}. Send it as what it is.`);

export const tooLarge = (limitBytes: number): HttpRefusal =>
  new HttpRefusal(413, 'EVIDENCE_TOO_LARGE', `A file of this type may have at most ${limitBytes} bytes. Send a smaller one: a photo of fewer points, a shorter film.`);

export const fileEmpty = (): HttpRefusal => new HttpRefusal(400, 'EVIDENCE_EMPTY', 'The body is empty. Send the file itself as the body.');

export const brokenOff = (cause: unknown): HuiliuError => new HuiliuError(ErrorKind.INVALID_ARGUMENT, 'UPLOAD_BROKEN_OFF', 'The upload was broken off. Nothing was kept: send the file again.', { cause });

/** @param what completes "the file …" */
export const broken = (what: string): HuiliuError => new HuiliuError(ErrorKind.UNPROCESSABLE, 'EVIDENCE_BROKEN', `The file ${what}, so that it can't be shown. Nothing was kept: send it again from where it was made.`);

/** With the codes and kinds that intake has for the same. */
export const caseClosed = (caseNumber: string): HuiliuError => new HuiliuError(ErrorKind.CONFLICT, 'CASE_CLOSED', `case ${caseNumber} is closed and takes no more evidence: open a new case`);

export const caseFull = (caseNumber: string, limit: number): HuiliuError =>
  new HuiliuError(ErrorKind.UNPROCESSABLE, 'EVIDENCE_LIMIT', `case ${caseNumber} has ${limit} pieces of evidence, the most that one case may have`);

export const storeAway = (cause?: unknown): HuiliuError =>
  new HuiliuError(ErrorKind.UNAVAILABLE, 'EVIDENCE_STORE_AWAY', 'The store of files can\'t be reached now. Try again in a moment.', { cause });

export const linkInvalid = (): HuiliuError => new HuiliuError(ErrorKind.FORBIDDEN, 'EVIDENCE_LINK_INVALID', 'This is no link of ours as it was given. Look at the case again and take its link whole.');

export const linkExpired = (): HuiliuError => new HuiliuError(ErrorKind.FORBIDDEN, 'EVIDENCE_LINK_EXPIRED', 'This link was good for a few minutes only. Look at the case again: it has a new one.');

export const fileNotFound = (): HuiliuError => new HuiliuError(ErrorKind.NOT_FOUND, 'EVIDENCE_NOT_FOUND', 'There is no such file. Tell whoever runs this installation: the case names one that its store does not have.');

export const rangeOutside = (totalBytes: number): HttpRefusal => new HttpRefusal(416, 'RANGE_NOT_SATISFIABLE', `The header Range asks for what is not there: the file has ${totalBytes} bytes.`);
