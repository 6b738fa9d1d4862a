import type { Logger, Metrics } from '@huiliu/platform';
import type { Observer } from '../engine/observer';

/** The core's reports as metrics and log lines. No payload of an event ever gets into a line: ids, types and codes only. */
export function observeWith(metrics: Metrics, log: Logger): Observer {
  return {
    batch: (topic, size) => metrics.batch(topic, size),
    event: (type, outcome, saidAt) => {
      metrics.eventHandled(type, outcome);
      if (saidAt !== undefined && saidAt !== '') metrics.hop(type, (Date.now() - Date.parse(saidAt)) / 1000);
    },
    skipped: (type) => {
      metrics.eventSkipped(type);
      log.warn({ type }, 'an event of a type that this version does not know was passed over');
    },
    poison: (type, error) => log.error({ err: error, type }, 'an event could not be handled: its case stops'),
    deadLettered: (topic, type, code, reason) => {
      metrics.deadLettered(topic);
      log.warn({ topic, type, code, reason }, 'a message from outside went to the dead letters');
    },
    command: (operation, code) => metrics.command(operation, code),
    published: (topic, count) => metrics.published(topic, count),
    alarm: (code, message, details) => log.error({ code, ...details }, message),
    notice: noticeTo(log),
  };
}

/** Most notices tell of the ordinary, as of partitions that were assigned. Those that tell of a failure give its `error` or `reason`. */
export function noticeTo(log: Logger): Observer['notice'] {
  return (message, details = {}) => {
    const failed = details['error'] !== undefined || details['reason'] !== undefined;
    log[failed ? 'warn' : 'info']({ ...details }, message);
  };
}
