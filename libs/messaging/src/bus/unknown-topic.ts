export class UnknownTopicError extends Error {
  readonly code = 'UNKNOWN_TOPIC';
  constructor(readonly topic: string) {
    super(`the topic ${topic} does not exist: create it with ensureTopics() first`);
  }
}
