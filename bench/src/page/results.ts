import { readFileSync } from 'node:fs';
import type { LoadResult } from '../load/load';
import { UsageError } from '../usage';

interface OfBus {
  readonly bus: string;
  readonly load: { readonly average: readonly number[]; readonly busyCores: number };
}

export interface CoreResult extends OfBus {
  readonly bench: 'core';
  readonly consumedPerSecond: number;
  readonly nodeCpuMicrosPerEvent: number;
}

export interface RelayResult extends OfBus {
  readonly bench: 'relay';
  readonly publishedPerSecond: number;
  readonly lost: number;
  readonly outOfOrder: number;
}

export interface RestResult extends OfBus {
  readonly bench: 'rest';
  readonly windows: readonly { readonly rate: number; readonly answeredPerSecond: number; readonly p50: number; readonly p99: number }[];
}

export interface ReadyResult extends OfBus {
  readonly bench: 'ready';
  readonly warmSeconds: number;
  readonly coldSeconds: number;
  readonly idleCores: number;
  readonly memoryMb: { readonly total: number };
}

export interface TracingResult extends OfBus {
  readonly bench: 'tracing';
  readonly costsPercent: number;
  readonly rate: number;
}

export interface ListenersResult extends OfBus {
  readonly bench: 'listeners';
  readonly listeners: number;
  readonly delayMs: { readonly p50: number; readonly p99: number };
  readonly faults: readonly string[];
}

export type Result = ListenersResult | LoadResult | CoreResult | RelayResult | RestResult | ReadyResult | TracingResult;
export type ResultOf<Bench extends Result['bench']> = Extract<Result, { readonly bench: Bench }>;

const benches: readonly string[] = ['listeners', 'load', 'core', 'relay', 'rest', 'ready', 'tracing'] satisfies readonly Result['bench'][];

/** The last line of each file: what a bench prints with --json, with or without what it said before. Throws UsageError. */
export function readResults(files: readonly string[]): readonly Result[] {
  return files.map((file) => {
    const line = readFileSync(file, 'utf8').trimEnd().split('\n').at(-1) ?? '';
    const result = parsed(line);
    if (typeof result !== 'object' || result === null || !('bench' in result) || !benches.includes(String(result.bench))) {
      throw new UsageError(`the last line of ${file} is no result of a bench: write it with npm run bench -- … --json > ${file}`);
    }
    return result as Result;
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Results of one bench on one bus. */
export const of = <Bench extends Result['bench']>(results: readonly Result[], bench: Bench, bus: string): readonly ResultOf<Bench>[] =>
  results.filter((result): result is ResultOf<Bench> => result.bench === bench && result.bus === bus);
