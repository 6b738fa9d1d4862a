// Where Nest keeps the pattern of a message handler (its PATTERN_METADATA).
const patternMetadata = 'microservices:pattern';

export interface GrpcPattern {
  readonly service: string;
  readonly rpc: string;
}

/** Which gRPC method a handler serves; undefined for handlers of events. */
export function grpcPatternOf(handler: object): GrpcPattern | undefined {
  const [pattern] = (Reflect.getMetadata(patternMetadata, handler) ?? []) as readonly unknown[];
  return typeof pattern === 'object' && pattern !== null && 'service' in pattern && 'rpc' in pattern ? (pattern as GrpcPattern) : undefined;
}
