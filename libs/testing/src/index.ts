export { type DatabaseOwner, type PostgresServer, type PostgresSettings, startPostgres } from './servers/postgres';
export { type SharedPostgres, sharedPostgres } from './servers/shared-postgres';
export { type KafkaBroker, type KafkaServer, type KafkaUnavailable, kafkaMissing, startKafka } from './servers/kafka';
export { freePort, freePorts, holdsWithin } from './servers/process-facts';
export { run, until, type DepartmentParts, type Heard, type Running } from './running-department';
