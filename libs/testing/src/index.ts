export { type DatabaseOwner, type PostgresServer, type PostgresSettings, startPostgres } from './servers/postgres';
export { type SharedPostgres, sharedPostgres } from './servers/shared-postgres';
export { type KafkaBroker, type KafkaServer, type KafkaUnavailable, startKafka } from './servers/kafka';
export { freePort, freePorts, holdsWithin } from './servers/process-facts';
