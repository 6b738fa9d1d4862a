// Breaking changes that live in our options, where buf does not look: where an event travels, and what its fields must hold.
import { messagesOf } from './model.mjs';

/** Sentences, one for each change that would break a reader or writer of the contracts as they were. */
export function changesOf(before, now) {
  const old = new Map(messagesOf(before).map((message) => [message.type, message]));
  return messagesOf(now).flatMap((message) => {
    const former = old.get(message.type);
    return former ? [...eventChanges(former, message), ...fieldChanges(former, message)] : [];
  });
}

function eventChanges(former, message) {
  if (!former.event) return [];
  if (!message.event) return [`${message.type} is no event any more: whoever hears it would wait in vain`];
  return ['topic', 'key', 'visibility']
    .filter((fact) => former.event[fact] !== message.event[fact])
    .map((fact) => `${message.type}: its ${fact} was ${former.event[fact]} and is now ${message.event[fact]}`);
}

/** Messages of the old kind lie in logs and are still sent by those who know no better: they must stay valid. */
function fieldChanges(former, message) {
  const old = new Map(former.fields.map((field) => [field.name, field]));
  return message.fields.flatMap((field) => {
    const known = old.get(field.name);
    const changes = known ? narrowed(known.rule, field.rule) : demanded(field.rule);
    return changes.map((change) => `${message.type}.${field.name}: ${change}`);
  });
}

/** A new field may have any bounds, as long as it may be left out. */
function demanded(rule) {
  return rule.required || rule.minItems > 0 ? ['is new and required, but messages without it exist'] : [];
}

function narrowed(former, rule) {
  const changes = [];
  if (rule.required && !former.required) changes.push('became required');
  if (rule.pattern && rule.pattern !== former.pattern) changes.push(former.pattern ? 'its pattern changed' : 'got a pattern');
  for (const [name, upper] of [['maxLength', true], ['maxItems', true], ['max', true], ['minItems', false], ['min', false]]) {
    const [was, is] = [former[name], rule[name]];
    if (is === undefined) continue;
    if (was === undefined) changes.push(`got ${name} ${is}`);
    else if (upper ? BigInt(is) < BigInt(was) : BigInt(is) > BigInt(was)) changes.push(`its ${name} was ${was} and is now ${is}`);
  }
  return changes;
}
