import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import type { ExportResult } from '@opentelemetry/core';
import { ExportResultCode, setGlobalErrorHandler, W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import type { ReadableSpan, SpanExporter, SpanProcessor } from '@opentelemetry/sdk-trace';
import { BatchSpanProcessor, ParentBasedSampler, TraceIdRatioBasedSampler, TracerProvider } from '@opentelemetry/sdk-trace';
import type { LocalStoreOptions, OnDropped } from './postgres-span-processor';
import { PostgresSpanProcessor } from './postgres-span-processor';
import { useTracer } from './spans';

export interface TelemetryLog {
  warn(fields: Record<string, unknown>, message: string): void;
}

export interface TelemetryOptions {
  readonly service: string;
  readonly instance: string;
  /** Share of new traces that are recorded, 0 to 1; what came with a trace follows its decision. */
  readonly sampleRatio: number;
  /** Base URL of a collector, as in OTEL_EXPORTER_OTLP_ENDPOINT: `/v1/traces` is added. */
  readonly otlpEndpoint?: string | undefined;
  readonly localStore?: LocalStoreOptions | undefined;
  readonly onDropped?: OnDropped | undefined;
  readonly log?: TelemetryLog | undefined;
  /** For tests: further processors. */
  readonly processors?: readonly SpanProcessor[];
}

export interface Telemetry {
  /** Stores what has ended; resolves also when that fails, after a bounded time. */
  flush(): Promise<void>;
  /** Flushes, then stops; further spans go nowhere. */
  shutdown(): Promise<void>;
  /** Spans lost since the start. */
  dropped(): number;
}

const failureLogEveryMs = 60_000;
const flushTimeoutMs = 10_000;

/** Starts tracing for this process; once per process. Spans go to the collector, the local store, both or nowhere; the chain of traceparents is there in any case. */
export function startTelemetry(options: TelemetryOptions): Telemetry {
  let droppedCount = 0;
  const onDropped: OnDropped = (count, reason) => {
    droppedCount += count;
    options.onDropped?.(count, reason);
  };
  const onFailure = rarely(failureLogEveryMs, (error) => options.log?.warn({ err: error, dropped_spans: droppedCount }, 'spans can\'t be stored now; the service goes on without'));
  setGlobalErrorHandler(onFailure);

  const processors: SpanProcessor[] = [...(options.processors ?? [])];
  const collector = options.otlpEndpoint === undefined ? undefined : new CountingExporter(otlpExporter(options.otlpEndpoint), onDropped);
  if (collector) processors.push(batched(collector));
  if (options.localStore) processors.push(new PostgresSpanProcessor(options.service, options.instance, options.localStore, onDropped, onFailure));

  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.namespace': 'huiliu', 'service.name': options.service, 'service.instance.id': options.instance }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(options.sampleRatio) }),
    spanProcessors: processors,
    spanLimits: { attributeValueLengthLimit: 512, attributeCountLimit: 64, eventCountLimit: 32, linkCountLimit: 128 },
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(provider);
  useTracer(provider.getTracer('huiliu'));

  const quietly = async (work: Promise<void>): Promise<void> => {
    try {
      await work;
    } catch (error) {
      onFailure(error);
    }
  };
  return {
    async flush() {
      await quietly(provider.forceFlush({ timeoutMillis: flushTimeoutMs }));
      await collector?.forceFlush();
    },
    async shutdown() {
      await quietly(provider.shutdown());
      useTracer(undefined);
      trace.disable();
      propagation.disable();
      context.disable();
    },
    dropped: () => droppedCount,
  };
}

const otlpExporter = (endpoint: string): SpanExporter => new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces`, timeoutMillis: flushTimeoutMs });

const batched = (exporter: SpanExporter): SpanProcessor =>
  new BatchSpanProcessor({ exporter, maxQueueSize: 10_000, maxExportBatchSize: 1_000, scheduledDelayMillis: 1_000, exportTimeoutMillis: 15_000 });

/** Counts what the collector did not take, and lets a flush wait for exports under way (the batch processor's own does not). */
class CountingExporter implements SpanExporter {
  readonly #running = new Set<Promise<void>>();

  constructor(
    private readonly inner: SpanExporter,
    private readonly onDropped: OnDropped,
  ) {}

  export(spans: ReadableSpan[], done: (result: ExportResult) => void): void {
    const running = new Promise<void>((resolve) => {
      this.inner.export(spans, (result) => {
        if (result.code !== ExportResultCode.SUCCESS) this.onDropped(spans.length, 'export_failed');
        done(result);
        resolve();
      });
    });
    this.#running.add(running);
    void running.then(() => this.#running.delete(running));
  }

  async forceFlush(): Promise<void> {
    await Promise.all(this.#running);
  }

  async shutdown(): Promise<void> {
    await this.forceFlush();
    await this.inner.shutdown();
  }
}

function rarely(everyMs: number, run: (error: unknown) => void): (error: unknown) => void {
  let next = 0;
  return (error) => {
    const now = Date.now();
    if (now < next) return;
    next = now + everyMs;
    run(error);
  };
}
