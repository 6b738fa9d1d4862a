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
import type { Shelf, ShelfEntry } from './shelf';
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
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'DELETE';
  /** Undefined: the bucket itself. */
  readonly key: string | undefined;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly file?: string;
}

const attempts = 3;
const firstPauseMs = 200;
const emptySha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const emptyChecksum = Buffer.from(emptySha256, 'hex').toString('base64');
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
      const answer = await this.ask({ method: 'PUT', key: sha256, headers, file: path }).catch((error: unknown) => this.failed('PUT', error));
      if (answer) await drained(answer);
      if (answer?.statusCode === 200) return;
      if (attempt === attempts || (answer && !mayPass(answer))) throw storeAway();
      await sleep(firstPauseMs * 2 ** (attempt - 1));
    }
  }

  async open(sha256: string, range: ByteRange | undefined): Promise<OpenedFile | undefined> {
    const headers = { 'x-amz-content-sha256': emptySha256, ...(range && { range: rangeHeader(range) }) };
    const ask = (): Promise<IncomingMessage | undefined> => this.ask({ method: 'GET', key: sha256, headers }).catch((error: unknown) => this.failed('GET', error));
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

  readonly shelf: Shelf = {
    has: async (key) => (await this.told({ method: 'HEAD', key, headers: {} }, [200, 404])).statusCode === 200,
    put: async (key) => void (await this.told({ method: 'PUT', key, headers: { 'content-type': 'text/plain', 'content-length': '0', 'x-amz-checksum-sha256': emptyChecksum } }, [200])),
    list: (prefix) => this.list(prefix),
    // A bucket moves nothing: between the copy and the end of the first, whoever puts it again is seen by their note.
    move: async (from, to) => {
      const source = ['', this.options.bucket, 'evidence', from].join('/');
      const { statusCode, text } = await this.told({ method: 'PUT', key: to, headers: { 'x-amz-copy-source': encodeURI(source), 'content-length': '0' } }, [200, 404]);
      if (statusCode === 404) return false;
      // A copy that fails in the middle says so in an answer that began with 200.
      if (!text.includes('<CopyObjectResult')) throw storeAway();
      await this.shelf.drop(from);
      return true;
    },
    drop: async (key) => void (await this.told({ method: 'DELETE', key, headers: {} }, [200, 204, 404])),
  };

  private async *list(prefix: string): AsyncIterable<ShelfEntry> {
    for (let after: string | undefined = ''; after !== undefined; ) {
      const query = { 'list-type': '2', prefix: `evidence/${prefix}`, ...(after !== '' && { 'continuation-token': after }) };
      const { text } = await this.told({ method: 'GET', key: undefined, query, headers: {} }, [200]);
      for (const [, entry = ''] of text.matchAll(/<Contents>(.*?)<\/Contents>/gs)) {
        yield { key: inXml(entry, 'Key').slice('evidence/'.length), at: new Date(inXml(entry, 'LastModified')) };
      }
      after = inXml(text, 'IsTruncated') === 'true' ? inXml(text, 'NextContinuationToken') : undefined;
    }
  }

  /** Asks again where that may help. Throws EVIDENCE_STORE_AWAY for any status that is not expected. */
  private async told(asked: Asked, expected: readonly number[]): Promise<{ readonly statusCode: number; readonly text: string }> {
    const headers = { 'x-amz-content-sha256': emptySha256, ...asked.headers };
    for (let attempt = 1; ; attempt++) {
      const answer = await this.ask({ ...asked, headers }).catch((error: unknown) => this.failed(asked.method, error));
      const text = answer ? await textOf(answer).catch(() => undefined) : undefined;
      const { statusCode = 0 } = answer ?? {};
      if (text !== undefined && expected.includes(statusCode)) return { statusCode, text };
      if (attempt === attempts || (answer && text !== undefined && !mayPass(answer))) throw storeAway();
      await sleep(firstPauseMs * 2 ** (attempt - 1));
    }
  }

  close(): void {
    for (const agent of Object.values(this.agents)) agent.destroy();
  }

  private async ask({ method, key, query, headers, file }: Asked): Promise<IncomingMessage> {
    const url = this.urlOf(key, query);
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

  private urlOf(key: string | undefined, query: Readonly<Record<string, string>> = {}): URL {
    const { bucket, region, endpoint = `https://s3.${region}.amazonaws.com`, pathStyle } = this.options;
    const url = new URL(endpoint);
    if (!pathStyle) url.hostname = `${bucket}.${url.hostname}`;
    url.pathname = [url.pathname.replace(/\/+$/, ''), ...(pathStyle ? [bucket] : []), ...(key === undefined ? [''] : ['evidence', key])].join('/');
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
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

const listBytes = 4_194_304;

/** A list of a thousand names at most. */
async function textOf(answer: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const piece of answer as AsyncIterable<Buffer>) {
    if ((bytes += piece.length) > listBytes) throw new Error('an answer of the store of evidence is too long');
    parts.push(piece);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** Of keys that are letters, digits and `/%-._~`: nothing in them is escaped but `&`, which `%` never is. */
const inXml = (text: string, name: string): string => new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1] ?? '';

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
