import { departments, eventsSaidBy, type ContractError, type EventContract } from '@huiliu/contracts';
import { sourceOf, type Envelope, type PassedOn } from '@huiliu/messaging';
import { ErrorKind, HuiliuError } from '@huiliu/platform';

/** CloudEvents 1.0, structured: the whole event as one JSON object. */
export const contentType = 'application/cloudevents+json';

export function cloudEventOf({ id, source, type, subject, time, traceparent, causeId, value }: Envelope): string {
  const attributes = { specversion: '1.0', id, source, type, subject, time, datacontenttype: 'application/json', ...(traceparent !== undefined && { traceparent }), ...(causeId !== undefined && { hlcause: causeId }) };
  // The data is JSON already.
  return `${JSON.stringify(attributes).slice(0, -1)},"data":${value}}`;
}

const attributeLimit = 256;

/** Reads what a system has sent. Throws a HuiliuError that says what to do: NOT_A_CLOUDEVENT, EVENT_TYPE_NOT_YOURS, EVENT_INVALID. */
export function readCloudEvent(system: string, body: string): PassedOn {
  const event = objectIn(body);
  const attribute = (name: string): string => textIn(event, name) ?? notOne(name, `is missing, no text, empty or longer than ${attributeLimit} characters`);
  if (event['specversion'] !== '1.0') notOne('specversion', 'must be 1.0');
  const [id, source, type, subject] = [attribute('id'), attribute('source'), attribute('type'), attribute('subject')];
  if (departments.some((department) => source === sourceOf(department))) notOne('source', 'must be your own, as urn:shop:wms, and not a department\'s of Huiliu');
  const contract = contractFor(system, type);
  if (!subject.startsWith(`${contract.key}:`)) notOne('subject', `must begin with ${contract.key}:`);
  const saidAt = new Date(attribute('time'));
  if (Number.isNaN(saidAt.getTime())) notOne('time', 'must be a time as 2026-11-05T08:30:00Z');
  return { contract, id, source, subject, saidAt, traceparent: textIn(event, 'traceparent'), causeId: textIn(event, 'hlcause'), data: dataIn(event, contract) };
}

function contractFor(system: string, type: string): EventContract<unknown> {
  const mine = eventsSaidBy(system);
  const contract = mine.find((each) => each.type === type);
  if (contract) return contract;
  throw new HuiliuError(ErrorKind.FORBIDDEN, 'EVENT_TYPE_NOT_YOURS', `${system} may not send this type: it has ${mine.map((each) => each.type).join(', ') || 'none'}`);
}

function dataIn(event: Readonly<Record<string, unknown>>, contract: EventContract<unknown>): object {
  const data = event['data'];
  if (!isObject(data)) notOne('data', 'must be an object: the event itself, as JSON');
  const parsed = contract.parse(data);
  if (parsed.ok) return parsed.value as object;
  const fields = parsed.errors.map(({ path, message }: ContractError) => ({ field: path === '' ? 'data' : `data.${path}`, message }));
  throw new HuiliuError(ErrorKind.UNPROCESSABLE, 'EVENT_INVALID', `the data is not a ${contract.name}: put right what the fields say, then send it again`, { fields });
}

function objectIn(body: string): Readonly<Record<string, unknown>> {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    notOne('', 'is not JSON');
  }
  return isObject(json) ? json : notOne('', 'must be one JSON object');
}

function textIn(event: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = event[name];
  return typeof value === 'string' && value !== '' && value.length <= attributeLimit && !unstorable.test(value) ? value : undefined;
}

const unstorable = /[\0\p{Surrogate}]/u;

function notOne(field: string, message: string): never {
  throw new HuiliuError(ErrorKind.INVALID_ARGUMENT, 'NOT_A_CLOUDEVENT', 'the body has to be one CloudEvent 1.0 as JSON: put right what the fields say', { fields: [{ field, message }] });
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
