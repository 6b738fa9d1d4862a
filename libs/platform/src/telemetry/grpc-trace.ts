import { Metadata } from '@grpc/grpc-js';
import { activeTraceparent } from './traceparent';

/** Puts the active span's traceparent into a call's metadata. */
export function injectTrace(metadata: Metadata = new Metadata()): Metadata {
  const traceparent = activeTraceparent();
  if (traceparent !== undefined) metadata.set('traceparent', traceparent);
  return metadata;
}

/** The caller's traceparent, to be the parent of the serving span. */
export function extractTrace(metadata: Metadata): string | undefined {
  const value = metadata.get('traceparent')[0];
  return typeof value === 'string' ? value : undefined;
}
