// Breaking changes that buf does not see. Some live in our options: where an event travels, and what its fields must hold. Others buf allows once the number is
// reserved, or in a file that may be compiled anew: here old events lie in logs, and the version before runs on beside the new one.
import { messagesOf } from './model.mjs';

/** Sentences, one for each change that would break a reader or writer of the contracts as they were. */
export function changesOf(before, now) {
  const old = new Map(messagesOf(before).map((message) => [message.type, message]));
  const changed = messagesOf(now).flatMap((message) => {
    const former = old.get(message.type);
    return former ? [...eventChanges(former, message), ...fieldChanges(former, message), ...goneFields(former, message)] : [];
  });
  return [...changed, ...goneEvents(old, now), ...goneValues(before, now), ...goneMethods(before, now)];
}

function goneEvents(old, now) {
  const left = new Set(messagesOf(now).map((message) => message.type));
  return [...old.values()].filter(({ type, event }) => event && !left.has(type)).map(({ type }) => `${type} is gone, but lies in logs, and the version before still says it`);
}

/** Even with its number reserved. */
function goneFields(former, message) {
  const left = new Set(message.fields.map((field) => field.name));
  return former.fields.filter(({ name, rule }) => (rule.required || rule.minItems > 0) && !left.has(name)).map(({ name }) => `${message.type}.${name} is gone, but the version before requires it`);
}

/** Their names are on the wire. */
function goneValues(before, now) {
  const left = new Map(partsOf(now, 'enums').map(({ type, values }) => [type, new Set(values.map(({ name }) => name))]));
  return partsOf(before, 'enums').flatMap(({ type, values }) => values.filter(({ name }) => left.has(type) && !left.get(type).has(name)).map(({ name }) => `${type}: ${name} is gone, but lies in logs`));
}

function goneMethods(before, now) {
  const left = new Map(partsOf(now, 'services').map(({ type, methods }) => [type, new Set(methods.map(({ name }) => name))]));
  return partsOf(before, 'services').flatMap(({ type, methods }) => methods.filter(({ name }) => !left.get(type)?.has(name)).map(({ name }) => `${type}.${name} is gone, but the version before calls it`));
}

const partsOf = (model, part) => model.packages.flatMap((each) => each[part] ?? []);

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
