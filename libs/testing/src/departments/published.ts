import { topicsHeardBy, topicsSaidBy } from '@huiliu/contracts';
import { deadLetterTopic, decode, type Bus, type BusMessage, type Envelope, type Subscription } from '@huiliu/messaging';

/** A message that the department put on the bus. A dead letter is the event as it came, with the code of why it was not taken. */
export interface Published extends Omit<Envelope, 'value'> {
  readonly topic: string;
  /** As `CaseApproved`. */
  readonly name: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly deadCode: string | undefined;
}

/** Keeps everything that a department publishes, its dead letters included, in the order in which it comes. */
export function listenTo(department: string, standsFor: readonly string[], bus: Bus, published: Published[], onAlarm: (code: string) => void): Promise<Subscription> {
  const positions = new Map<string, number>();
  return bus.subscribe({
    group: `peers-of-${department}`,
    topics: [...new Set([department, ...standsFor].flatMap((party) => [...topicsSaidBy(party), ...topicsHeardBy(party).map(deadLetterTopic)]))],
    position: async (topic, partition) => positions.get(`${topic}/${partition}`),
    onBatch: async ({ topic, partition, messages, next }) => {
      published.push(...messages.map((message) => read(topic, message)));
      positions.set(`${topic}/${partition}`, next);
      return next;
    },
    onAlarm: ({ code }) => onAlarm(code),
  });
}

function read(topic: string, message: BusMessage): Published {
  const decoded = decode(message);
  if (!decoded.ok) throw new Error(`${topic}: ${decoded.reason}`);
  const { value, ...envelope } = decoded.envelope;
  const name = envelope.type.slice(envelope.type.lastIndexOf('.') + 1);
  return { ...envelope, topic, name, data: JSON.parse(value) as Published['data'], deadCode: message.headers['hldeadcode'] };
}
