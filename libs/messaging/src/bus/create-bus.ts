import type { Bus } from './bus';
import { createEmbeddedBus, type EmbeddedBusSettings } from './embedded/embedded-bus';
import { createKafkaBus, type KafkaBusSettings } from './kafka/kafka-bus';

export type BusSettings = ({ readonly kind: 'embedded' } & EmbeddedBusSettings) | ({ readonly kind: 'kafka' } & KafkaBusSettings);

/** The bus that the settings ask for. Connects at first use. */
export function createBus(settings: BusSettings): Bus {
  return settings.kind === 'kafka' ? createKafkaBus(settings) : createEmbeddedBus(settings);
}
