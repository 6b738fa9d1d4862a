import { type KafkaUnavailable, missingForMaven, startKafkaFromMaven } from './kafka-from-maven';
import { dockerAnswers, startKafkaInDocker } from './kafka-in-docker';

export type { KafkaUnavailable };

export interface KafkaBroker {
  readonly address: string;
  /** As a crash: no goodbye to the others. */
  kill(): Promise<void>;
  /** In good order: leaderships are handed over. */
  stop(): Promise<void>;
  /** Starts it again, on the same address and data. */
  restart(): Promise<void>;
  /** It holds still and keeps its connections, until `resume`. */
  pause(): Promise<void>;
  resume(): Promise<void>;
}

/** A real Kafka of our own, tied to the life of this process. */
export interface KafkaServer {
  /** `host:port,…`, as KAFKA_BROKERS takes it. */
  readonly brokers: string;
  readonly nodes: readonly KafkaBroker[];
  readonly source: 'docker' | 'maven';
  stop(): Promise<void>;
}

export interface KafkaSettings {
  /** 3: replication factor 3, min.insync.replicas 2, and each broker may be killed. Default 1. */
  readonly brokers?: 1 | 3;
  /** Further settings of server.properties. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly advertise?: Advertise;
  /** A broker that is to be measured: more heap, and compiled in full. Default: one that starts quickly. From Maven's jars only. */
  readonly forLoad?: boolean;
}

/** Told where a broker (1, 2, 3) listens, gives where clients are to find it, as a proxy before it; brokers go on reaching each other directly. Both are `host:port`. */
export type Advertise = (broker: number, address: string) => Promise<string>;

/** The settings with their defaults. */
export interface WantedKafka {
  readonly brokers: 1 | 3;
  readonly settings: Readonly<Record<string, string>>;
  readonly advertise: Advertise | undefined;
  readonly forLoad: boolean;
}

/** Why Kafka can't be started here, in a line; undefined when it can. Known before anything is started, so that tests can be left out by it. */
export function kafkaMissing(): string | undefined {
  if (dockerAnswers()) return undefined;
  const missing = missingForMaven();
  return missing === undefined ? undefined : `Kafka is left out: no container engine answers, and ${missing}.`;
}

/**
 * Starts Kafka: from Docker where an engine answers and has the image, else from Maven Central's jars with Java 17 or later (kept in `.cache/kafka` of the checkout), else
 * says why it can't, so that a test can say so in a line.
 */
export async function startKafka(settings: KafkaSettings = {}): Promise<KafkaServer | KafkaUnavailable> {
  const unavailable = kafkaMissing();
  if (unavailable !== undefined) return { unavailable };
  const wanted: WantedKafka = { brokers: settings.brokers ?? 1, settings: settings.settings ?? {}, advertise: settings.advertise, forLoad: settings.forLoad ?? false };
  if (!dockerAnswers()) return startKafkaFromMaven(wanted);
  try {
    return await startKafkaInDocker(wanted);
  } catch (error) {
    // An engine without a registry to pull from.
    if (missingForMaven() !== undefined) throw error;
    return startKafkaFromMaven(wanted);
  }
}
