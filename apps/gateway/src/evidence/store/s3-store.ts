import { createReadStream } from 'node:fs';
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { AwsV4Signer } from 'aws4fetch';
import { errorMessage, type Logger } from '@huiliu/platform';
import { isMediaType, mediaTypeOf, type MediaType } from '../media-types';
import { rangeOutside, storeAway } from '../refusals';
import { rangeHeader, type ByteRange } from './byte-range';
import type { EvidenceStore, OpenedFile } from './evidence-store';
import type { Spooled } from './spool';

export interface S3Options {
  readonly bucket: string;
  readonly region: string;
  /** Undefined: Amazon's own of the region. */
  readonly endpoint: string | undefined;
  /** The bucket in the path, not in the host's name. */
  readonly pathStyle: boolean;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string | undefined;
  /** A connection on which nothing moves for so long is given up. */
  readonly stallMs: number;
}

interface Asked {
  readonly method: 'GET' | 'PUT';
  readonly sha256: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly file?: string;
}

const attempts = 3;
const firstPauseMs = 200;
const emptySha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const refusalBytes = 4_096;

/** Objects `evidence/<sha256>` in a bucket of S3, or of what speaks as S3 does. Each request is signed whole, its content included: what arrives otherwise is refused there. */
export class S3Store implements EvidenceStore {
  private readonly agents = { 'http:': new Agent({ keepAlive: true }), 'https:': new HttpsAgent({ keepAlive: true }) } as const;

  constructor(
    private readonly options: S3Options,
    private readonly log: Logger,
  ) {}

  async keep({ path, sha256, sizeBytes }: Spooled, type: MediaType): Promise<void> {
    const headers = {
      'content-type': type,
      'content-length': String(sizeBytes),
      'x-amz-content-sha256': sha256,
      // Kept with the object, so that S3 itself can tell later whether it still is what it was.
      'x-amz-checksum-sha256': Buffer.from(sha256, 'hex').toString('base64'),
    };
    for (let attempt = 1; ; attempt++) {
      const answer = await this.ask({ method: 'PUT', sha256, headers, file: path }).catch((error: unknown) => this.failed('PUT', error));
      if (answer) await drained(answer);
      if (answer?.statusCode === 200) return;
      if (attempt === attempts || (answer && !mayPass(answer))) throw storeAway();
      await sleep(firstPauseMs * 2 ** (attempt - 1));
    }
  }

  async open(sha256: string, range: ByteRange | undefined): Promise<OpenedFile | undefined> {
    const headers = { 'x-amz-content-sha256': emptySha256, ...(range && { range: rangeHeader(range) }) };
    const ask = (): Promise<IncomingMessage | undefined> => this.ask({ method: 'GET', sha256, headers }).catch((error: unknown) => this.failed('GET', error));
    // Again at once: a connection that was kept open may be closed by the other side at any moment.
    const answer = (await ask()) ?? (await ask());
    if (!answer) throw storeAway();
    const { statusCode: status } = answer;
    if (status === 200 || status === 206) return opened(answer);
    await drained(answer);
    if (status === 404) return undefined;
    if (status === 416) throw rangeOutside(Number(/\/(\d+)$/.exec(answer.headers['content-range'] ?? '')?.[1] ?? 0));
    throw storeAway();
  }

  close(): void {
    for (const agent of Object.values(this.agents)) agent.destroy();
  }

  private async ask({ method, sha256, headers, file }: Asked): Promise<IncomingMessage> {
    const url = this.urlOf(sha256);
    const { accessKeyId, secretAccessKey, sessionToken, region, stallMs } = this.options;
    const signed = await new AwsV4Signer({ method, url: url.href, headers, service: 's3', region, accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }), allHeaders: true }).sign();
    const secure = url.protocol === 'https:';
    const request = (secure ? httpsRequest : httpRequest)(url, { method, headers: Object.fromEntries(signed.headers), agent: this.agents[secure ? 'https:' : 'http:'] });
    request.setTimeout(stallMs, () => request.destroy(new Error(`nothing moved for ${stallMs} ms`)));
    const answer = new Promise<IncomingMessage>((resolve, reject) => request.once('response', resolve).on('error', reject));
    if (file === undefined) request.end();
    // Who refuses early does not read on: then the answer counts, not that the rest could not be sent.
    else pipeline(createReadStream(file), request).catch((error: unknown) => request.destroy(error as Error));
    const response = await answer;
    if (response.statusCode !== undefined && response.statusCode >= 300 && ![404, 416].includes(response.statusCode)) this.log.warn({ method, status: response.statusCode }, 'the store of evidence refuses');
    return response;
  }

  private urlOf(sha256: string): URL {
    const { bucket, region, endpoint = `https://s3.${region}.amazonaws.com`, pathStyle } = this.options;
    const url = new URL(endpoint);
    if (!pathStyle) url.hostname = `${bucket}.${url.hostname}`;
    url.pathname = [url.pathname.replace(/\/+$/, ''), ...(pathStyle ? [bucket] : []), 'evidence', sha256].join('/');
    return url;
  }

  /** Names no header: one of them is signed with the secret. */
  private failed(method: string, error: unknown): undefined {
    this.log.warn({ method, reason: errorMessage(error) }, 'the store of evidence can\'t be reached');
  }
}

function opened(answer: IncomingMessage): OpenedFile {
  const type = mediaTypeOf(answer.headers['content-type']);
  if (!isMediaType(type)) {
    answer.destroy();
    throw new Error('an object in the bucket of evidence is none that was put there');
  }
  const length = Number(answer.headers['content-length']);
  const part = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(answer.headers['content-range'] ?? '');
  if (answer.statusCode === 200 || !part) return { type, totalBytes: length, first: 0, last: length - 1, stream: answer };
  return { type, totalBytes: Number(part[3]), first: Number(part[1]), last: Number(part[2]), stream: answer };
}

/** Such answers say that it may go better in a moment. */
const mayPass = ({ statusCode = 500 }: IncomingMessage): boolean => statusCode >= 500 || statusCode === 429;

/** Reads a short answer to its end, so that the connection can be used again; a long one is cut off. */
async function drained(answer: IncomingMessage): Promise<void> {
  let bytes = 0;
  try {
    for await (const piece of answer as AsyncIterable<Buffer>) if ((bytes += piece.length) > refusalBytes) break;
  } catch {
    // The status is known; nothing else is wanted of it.
  }
}
