// The AsyncAPI document: what travels on the bus, for any team that wants to take part.
import { eventsOf } from './model.mjs';
import { parties } from './registry.mjs';
import { describe } from './schemas.mjs';
import { toYaml } from './yaml.mjs';

const about = `Everything that Huiliu's departments and the systems around it say on the event bus.
Events are CloudEvents 1.0 in Kafka's binary mode: attributes are headers, the value is JSON (proto3's JSON mapping).
Topics named integration.* are public: outside systems read and write these alone. Topics named huiliu.* are between departments and may change with a new version.
What comes in and does not fit its schema goes to the topic's dead letters (<topic>.dead-letters) with the reason.
Unknown fields are ignored. In huiliu.* and outgoing topics an enum value from a newer version counts as *_UNSPECIFIED.`;

export function writeAsyncapi(model, schemas) {
  return `# Generated from proto/ by tools/generate; do not edit.\n${toYaml(buildAsyncapi(model, schemas))}`;
}

export function buildAsyncapi(model, schemas) {
  const events = eventsOf(model);
  const topics = topicsOf(events);
  return {
    asyncapi: '3.0.0',
    id: 'urn:huiliu:events',
    info: { title: 'Huiliu: events', version: '1.0.0', description: about },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(topics.map((topic) => [topic.name, channel(topic)])),
    operations: Object.fromEntries(parties(model).departments.flatMap((department) => topics.flatMap((topic) => operations(department, topic)))),
    components: {
      messages: Object.fromEntries(events.map((event) => [event.name, message(event)])),
      schemas: { PublicHeaders: publicHeaders, InnerHeaders: innerHeaders, ...used(events, schemas) },
    },
  };
}

/** Topics by name, each with its events and everyone who takes part. */
export function topicsOf(events) {
  const names = [...new Set(events.map((event) => event.event.topic))].sort();
  return names.map((name) => {
    const own = events.filter((event) => event.event.topic === name);
    const union = (key) => [...new Set(own.flatMap((event) => event.event[key]))].sort();
    return { name, visibility: own[0].event.visibility, events: own, saidBy: union('saidBy'), heardBy: union('heardBy') };
  });
}

const visibilityWords = {
  inner: 'Between departments.',
  outgoing: 'Public: from Huiliu to outside systems.',
  incoming: 'Public: from outside systems to Huiliu, validated in full.',
};

function channel(topic) {
  const personal = topic.events.some((event) => event.personal);
  const words = [visibilityWords[topic.visibility], `Said by ${list(topic.saidBy)}; heard by ${list(topic.heardBy)}.`];
  if (personal) words.push('Holds personal data: restricted and short-lived.');
  return {
    address: topic.name,
    description: words.join(' '),
    messages: Object.fromEntries(topic.events.map((event) => [event.name, { $ref: `#/components/messages/${event.name}` }])),
    tags: [{ name: topic.visibility }, ...(personal ? [{ name: 'personal-data' }] : [])],
    bindings: { kafka: { topic: topic.name, bindingVersion: '0.5.0' } },
  };
}

/** Seen from Huiliu: its departments send and receive; what outside systems do is the other end of it. */
function operations(department, topic) {
  return [
    ['send', 'saidBy'],
    ['receive', 'heardBy'],
  ].flatMap(([action, side]) => {
    const events = topic.events.filter((event) => event.event[side].includes(department));
    if (events.length === 0) return [];
    const messages = events.map((event) => ({ $ref: `#/channels/${topic.name}/messages/${event.name}` }));
    return [[`${department}.${action}.${topic.name}`, { action, channel: { $ref: `#/channels/${topic.name}` }, tags: [{ name: department }], messages }]];
  });
}

function message(event) {
  const { visibility, key } = event.event;
  const headers = { $ref: `#/components/schemas/${visibility === 'inner' ? 'InnerHeaders' : 'PublicHeaders'}` };
  return {
    name: event.type,
    title: event.name,
    ...describe(event.comment),
    contentType: 'application/json',
    headers: { allOf: [headers, { type: 'object', properties: { ce_type: { const: event.type }, ce_subject: subjectOf(key) } }] },
    payload: { $ref: `#/components/schemas/${event.name}` },
    bindings: { kafka: { key: subjectOf(key), bindingVersion: '0.5.0' } },
  };
}

const subjectOf = (key) => ({ type: 'string', pattern: `^${key}:.+$` });
const text = (description, extra = {}) => ({ type: 'string', description, ...extra });
const bounded = { minLength: 1, maxLength: 256 };

const publicHeaders = {
  title: 'PublicHeaders',
  description: 'CloudEvents 1.0, Kafka binary mode. (ce_source, ce_id) names an event once and for all: the same pair again is the same event and has no effect.',
  type: 'object',
  required: ['ce_specversion', 'ce_id', 'ce_type', 'ce_source', 'ce_subject', 'ce_time', 'content-type'],
  properties: {
    ce_specversion: { const: '1.0' },
    ce_id: text('Unique for its source.', bounded),
    ce_type: text('Which event it is.', bounded),
    ce_source: text('Who says it, as urn:huiliu:review.', bounded),
    ce_subject: text('What it is about, kind:id; also the key of the record, so that all of one subject stays in order.', bounded),
    ce_time: text('When it was said.', { format: 'date-time' }),
    'content-type': { const: 'application/json' },
    traceparent: text('W3C trace context of the hop that led to it.'),
    hlcause: text('Id of the event, command or timer that led to it.'),
  },
};

const innerHeaders = {
  title: 'InnerHeaders',
  description: 'As public ones, and a sequence without gaps.',
  allOf: [
    { $ref: '#/components/schemas/PublicHeaders' },
    {
      type: 'object',
      required: ['hlseq', 'hlepoch'],
      properties: {
        hlseq: text('Counts 1, 2, 3 … per source and subject within an epoch.', { pattern: '^[1-9][0-9]*$' }),
        hlepoch: text('Raised when a source was restored and says its events again.', { pattern: '^[1-9][0-9]*$' }),
      },
    },
  ],
};

/** Schemas of the events and of all that they hold; requests and answers are no part of the bus. */
function used(events, schemas) {
  const names = new Set();
  const visit = (name) => {
    if (names.has(name)) return;
    names.add(name);
    for (const [, inner] of JSON.stringify(schemas[name]).matchAll(/"#\/components\/schemas\/(\w+)"/g)) visit(inner);
  };
  for (const event of events) visit(event.name);
  return Object.fromEntries([...names].sort().map((name) => [name, schemas[name]]));
}

export const list = (names) => (names.length === 0 ? 'nobody yet' : names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`);
