import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface S3Request {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

export interface S3Object {
  readonly type: string;
  readonly bytes: Buffer;
  /** Of now where it is left out. */
  readonly at?: Date;
}

/** Names on a page of a list: few, so that there is more than one. */
const listed = 2;

/**
 * A bucket that speaks as S3 does, for one key: it takes nothing whose signature (written here from Amazon's description of version 4, not with the client's library),
 * content hash, checksum or length is not right.
 */
export class FakeS3 {
  readonly objects = new Map<string, S3Object>();
  readonly asked: S3Request[] = [];
  /** Answered to the next requests instead, one each. */
  readonly failures: number[] = [];
  url = '';
  private server: Server | undefined;

  constructor(
    private readonly region: string,
    private readonly accessKeyId: string,
    private readonly secret: string,
  ) {}

  async start(): Promise<void> {
    const server = createServer((request, response) => void this.answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  stop(): Promise<void> {
    this.server?.closeAllConnections();
    return new Promise((resolve) => (this.server ? this.server.close(() => resolve()) : resolve()));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request;
    const parts: Buffer[] = [];
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
    const body = Buffer.concat(parts);
    this.asked.push({ method, url, headers });
    const failure = this.failures.shift();
    const refusal = failure ?? this.refusalOf(request, body);
    if (refusal !== undefined) return void response.writeHead(refusal, { 'content-type': 'application/xml' }).end('<Error><Code>Refused</Code></Error>');
    const source = headers['x-amz-copy-source'];
    if (source !== undefined) {
      const object = this.objects.get(String(source));
      if (!object) return void response.writeHead(404).end();
      this.objects.set(url, { ...object, at: new Date() });
      return void response.writeHead(200).end('<CopyObjectResult></CopyObjectResult>');
    }
    if (method === 'PUT') {
      this.objects.set(url, { type: headers['content-type'] ?? '', bytes: body, at: new Date() });
      return void response.writeHead(200).end();
    }
    if (method === 'DELETE') {
      this.objects.delete(url);
      return void response.writeHead(204).end();
    }
    if (url.includes('?list-type=2')) return void response.writeHead(200, { 'content-type': 'application/xml' }).end(this.list(new URL(url, this.url)));
    if (method === 'HEAD') return void response.writeHead(this.objects.has(url) ? 200 : 404).end();
    this.give(this.objects.get(url), headers.range, response);
  }

  private list({ pathname, searchParams }: URL): string {
    const begin = `${pathname}${searchParams.get('prefix')}`;
    const keys = [...this.objects.keys()].filter((key) => key.startsWith(begin)).sort();
    const page = keys.filter((key) => key > (searchParams.get('continuation-token') ?? '')).slice(0, listed);
    const more = page.length > 0 && page.at(-1) !== keys.at(-1);
    const contents = page.map((key) => `<Contents><Key>${key.slice(pathname.length)}</Key><LastModified>${(this.objects.get(key)?.at ?? new Date()).toISOString()}</LastModified></Contents>`);
    return `<ListBucketResult><IsTruncated>${more}</IsTruncated>${more ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : ''}${contents.join('')}</ListBucketResult>`;
  }

  private give(object: S3Object | undefined, range: string | undefined, response: ServerResponse): void {
    if (!object) return void response.writeHead(404).end();
    const { type, bytes } = object;
    const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? [];
    if (range === undefined) return void response.writeHead(200, { 'content-type': type, 'content-length': bytes.length }).end(bytes);
    const from = first === '' ? bytes.length - Number(last) : Number(first);
    const to = first === '' || last === '' ? bytes.length - 1 : Math.min(Number(last), bytes.length - 1);
    if (from > to) return void response.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end();
    response.writeHead(206, { 'content-type': type, 'content-length': to - from + 1, 'content-range': `bytes ${from}-${to}/${bytes.length}` }).end(bytes.subarray(from, to + 1));
  }

  private refusalOf({ method, url = '', headers }: IncomingMessage, body: Buffer): number | undefined {
    const hash = createHash('sha256').update(body);
    const digest = hash.digest();
    if (headers['x-amz-content-sha256'] !== digest.toString('hex')) return 400;
    if (method === 'PUT' && headers['x-amz-copy-source'] === undefined && (headers['content-length'] !== String(body.length) || headers['x-amz-checksum-sha256'] !== digest.toString('base64'))) return 400;
    const [, key, signed = '', signature] = /^AWS4-HMAC-SHA256 Credential=(\S+), SignedHeaders=(\S+), Signature=(\S+)$/.exec(headers.authorization ?? '') ?? [];
    const time = String(headers['x-amz-date']);
    const scope = `${time.slice(0, 8)}/${this.region}/s3/aws4_request`;
    if (key !== `${this.accessKeyId}/${scope}` || !['host', 'x-amz-content-sha256', 'x-amz-date'].every((name) => signed.split(';').includes(name))) return 403;
    const [path = '', query = ''] = url.split('?');
    const canonical = [method, path, query.split('&').sort().join('&'), ...signed.split(';').map((name) => `${name}:${String(headers[name])}`), '', signed, headers['x-amz-content-sha256']].join('\n');
    const text = ['AWS4-HMAC-SHA256', time, scope, createHash('sha256').update(canonical).digest('hex')].join('\n');
    const signingKey = [time.slice(0, 8), this.region, 's3', 'aws4_request'].reduce<string | Buffer>((before, part) => createHmac('sha256', before).update(part).digest(), `AWS4${this.secret}`);
    return createHmac('sha256', signingKey).update(text).digest('hex') === signature ? undefined : 403;
  }
}
