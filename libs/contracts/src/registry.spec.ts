import {
  allEvents,
  departments,
  eventsHeardBy,
  eventsSaidBy,
  messageOf,
  messages,
  outsideSystems,
  registry,
  schemas,
  topics,
  topicsHeardBy,
  topicsSaidBy,
  type FieldSchema,
} from '.';

/** Paths of the fields marked personal in a message and in all that it holds. */
function personalFields(name: string, path = name): string[] {
  return Object.entries(schemas[name]?.properties ?? {}).flatMap(([key, field]) => [
    ...(field['x-personal'] === true ? [`${path}.${key}`] : []),
    ...heldBy(field).flatMap((held) => personalFields(held, `${path}.${key}`)),
  ]);
}

function heldBy(field: FieldSchema): string[] {
  const inner = [field.items, field.additionalProperties].filter((each) => each !== undefined);
  return [field, ...inner].flatMap((each) => messageOf(each) ?? []);
}

describe('the registry', () => {
  it('knows each event once, by its type', () => {
    expect(registry.size).toBe(allEvents.length);
    for (const event of allEvents) expect(registry.get(event.type)).toBe(event);
  });

  it.each(allEvents.map((event) => [event.name, event] as const))('%s says where it goes, what it is about, and who takes part', (name, event) => {
    expect(event.type).toMatch(new RegExp(`^huiliu\\.[a-z]+\\.v\\d+\\.${name.replace(/V\d+$/, '')}$`));
    expect(event.key).toMatch(/^[a-z]+$/);
    expect(event.saidBy.length).toBeGreaterThan(0);
    const parties: readonly string[] = [...departments, ...outsideSystems];
    for (const party of [...event.saidBy, ...event.heardBy]) expect(parties).toContain(party);
  });

  it('lets one party alone write a topic, and keeps inner and public topics apart', () => {
    for (const topic of topics) {
      expect(topic.saidBy).toHaveLength(1);
      expect(new Set(topic.events.map((event) => event.visibility)).size).toBe(1);
      expect(topic.name).toMatch(topic.visibility === 'inner' ? /^huiliu\.[a-z]+\.v\d+$/ : /^integration\.[a-z]+\.[a-z-]+\.v\d+$/);
    }
  });

  it('lets outside systems say and hear public topics alone', () => {
    for (const system of outsideSystems) {
      expect(eventsSaidBy(system).filter((event) => event.visibility !== 'incoming')).toEqual([]);
      expect(eventsHeardBy(system).filter((event) => event.visibility !== 'outgoing')).toEqual([]);
    }
  });

  it('tells a party what it hears and where', () => {
    expect(eventsHeardBy('feedback').map((event) => event.name)).toEqual(expect.arrayContaining(['CaseClosed', 'SurveyReplied']));
    expect(topicsHeardBy('feedback')).toEqual(['huiliu.intake.v1', 'integration.crm.survey-replies.v1']);
    expect(topicsSaidBy('feedback')).toEqual(['huiliu.feedback.v1', 'integration.crm.survey-invitations.v1']);
    expect(topicsHeardBy('nobody')).toEqual([]);
  });
});

describe('personal data', () => {
  it.each(allEvents.filter((event) => event.visibility !== 'incoming').map((event) => [event.name]))('is not in %s', (name) => {
    expect(personalFields(name)).toEqual([]);
  });

  it('is only where it may be: in restricted incoming topics and in the answer that intake records', () => {
    const holders = [...messages.keys()].filter((name) => personalFields(name).length > 0);
    const incoming = allEvents.filter((event) => event.visibility === 'incoming').map((event) => event.name);
    expect(holders.filter((name) => !incoming.includes(name))).toEqual(['AnswerConcernRequest', 'GetAnswerResponse', 'RaiseConcernRequest', 'GetConcernResponse', 'SupplementCaseRequest', 'GetContactResponse', 'Supplement', 'GetSupplementsResponse']);
  });

  it.each([
    ['CustomerRegistered', ['name', 'phone', 'email', 'address']],
    ['SurveyReplied', ['comment']],
    ['GetContactResponse', ['name', 'phone', 'email', 'address']],
  ])('is marked in %s', (name, fields) => {
    expect(personalFields(name)).toEqual(fields.map((field) => `${name}.${field}`));
  });

  it('is marked wherever a field is called like a person’s data', () => {
    const telling = /^(name|phone|email|address|comment|.*(FirstName|LastName|FullName|Phone|Email|Address))$/;
    const fields = [...messages.values()].flatMap(({ name, schema }) => Object.entries(schema.properties).map(([key, field]) => ({ path: `${name}.${key}`, key, field })));
    expect(fields.filter(({ key, field }) => telling.test(key) && field['x-personal'] !== true).map(({ path }) => path)).toEqual([]);
  });
});

describe('bounds', () => {
  it.each([...messages.values()].filter((message) => message.strict).map((message) => [message.name]))('%s: what comes from outside is bounded in every text and list', (name) => {
    expect(unbounded(name)).toEqual([]);
  });
});

function unbounded(name: string): string[] {
  return Object.entries(schemas[name]?.properties ?? {}).flatMap(([key, field]) => [
    ...(isUnbounded(field) ? [`${name}.${key}`] : []),
    ...heldBy(field).flatMap(unbounded),
  ]);
}

function isUnbounded(field: FieldSchema): boolean {
  if (field.items !== undefined) return field.maxItems === undefined || isUnbounded(field.items);
  return field.type === 'string' && field.enum === undefined && field.format === undefined && field.maxLength === undefined && field.pattern === undefined;
}
