import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SpanName } from '../src/telemetry/semantics';
import { startConsumerSpan } from '../src/telemetry/spans';
import { startTelemetry } from '../src/telemetry/start-telemetry';

describe('spans for a collector', () => {
  it('are posted to /v1/traces under its base URL; what it refuses is counted', async () => {
    const posts: { path: string; bytes: number }[] = [];
    let status = 200;
    const collector = createServer((request, response) => {
      let bytes = 0;
      request.on('data', (chunk: Buffer) => (bytes += chunk.length));
      request.on('end', () => {
        posts.push({ path: request.url ?? '', bytes });
        response.writeHead(status).end();
      });
    });
    await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
    const telemetry = startTelemetry({ service: 'refund', instance: 'refund-1', sampleRatio: 1, otlpEndpoint: `http://127.0.0.1:${(collector.address() as AddressInfo).port}/` });

    startConsumerSpan(undefined, SpanName.process, {}).end();
    await telemetry.flush();
    expect(posts).toEqual([{ path: '/v1/traces', bytes: expect.any(Number) }]);
    expect(posts[0]?.bytes).toBeGreaterThan(50);
    expect(telemetry.dropped()).toBe(0);

    status = 400;
    startConsumerSpan(undefined, SpanName.process, {}).end();
    startConsumerSpan(undefined, SpanName.process, {}).end();
    await telemetry.shutdown();
    expect(telemetry.dropped()).toBe(2);
    collector.closeAllConnections();
    await new Promise((resolve) => collector.close(resolve));
  });
});
