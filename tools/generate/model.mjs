// Reads proto/ through buf and turns the descriptors into a plain model that the writers share.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createFileRegistry, fromBinary, getOption, hasOption, ScalarType } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';

export const root = fileURLToPath(new URL('../../', import.meta.url));

const optionsPackage = 'huiliu.options.v1';
const timestampType = 'google.protobuf.Timestamp';
const scalars = {
  [ScalarType.STRING]: 'string',
  [ScalarType.BOOL]: 'bool',
  [ScalarType.INT32]: 'int32',
  [ScalarType.UINT32]: 'uint32',
  [ScalarType.INT64]: 'int64',
  [ScalarType.UINT64]: 'uint64',
  [ScalarType.DOUBLE]: 'double',
};
const visibilities = ['unspecified', 'inner', 'outgoing', 'incoming'];

/** Runs buf with the repository's root as its working folder. */
export function buf(...args) {
  return execFileSync(process.execPath, [join(root, 'node_modules/@bufbuild/buf/bin/buf'), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  });
}

/** The descriptors of proto/ (or of another buf input), with comments. */
export function readDescriptors(input = '.') {
  const folder = mkdtempSync(join(tmpdir(), 'huiliu-generate-'));
  try {
    const file = join(folder, 'image.binpb');
    buf('build', input, '-o', file);
    return fromBinary(FileDescriptorSetSchema, readFileSync(file));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Packages by name, each with its enums, messages and services in the order of the files.
 * Throws with a sentence that says what to change when proto/ has something that the contracts can't express.
 */
export function readModel(descriptors = readDescriptors()) {
  const registry = createFileRegistry(descriptors);
  const options = {
    event: registry.getExtension(`${optionsPackage}.event`),
    rule: registry.getExtension(`${optionsPackage}.rule`),
  };
  if (!options.event || !options.rule) throw new Error(`${optionsPackage} must declare the options 'event' and 'rule'`);
  const files = [...registry.files]
    .filter((file) => file.proto.package.startsWith('huiliu.') && file.proto.package !== optionsPackage)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const packages = new Map();
  for (const file of files) {
    const name = file.proto.package;
    if (!packages.has(name)) packages.set(name, { name, module: moduleOf(name), enums: [], messages: [], services: [] });
    const target = packages.get(name);
    target.enums.push(...file.enums.map(readEnum));
    target.messages.push(...file.messages.map((message) => readMessage(message, options)));
    target.services.push(...file.services.map((service) => ({ ...readService(service), module: `${file.name}_pb` })));
  }
  const model = { packages: [...packages.values()].sort((a, b) => (a.name < b.name ? -1 : 1)) };
  markStrict(model);
  markPersonal(model);
  checkNames(model);
  return model;
}

export const messagesOf = (model) => model.packages.flatMap((each) => each.messages);
export const enumsOf = (model) => model.packages.flatMap((each) => each.enums);
export const servicesOf = (model) => model.packages.flatMap((each) => each.services);
export const eventsOf = (model) => messagesOf(model).filter((message) => message.event);

/** `huiliu.intake.v1` → `intake`; a second version gets a file of its own. */
function moduleOf(packageName) {
  const [, area, version] = packageName.split('.');
  return version === 'v1' ? area : `${area}-${version}`;
}

/** One flat space of names: a message of v2 is called `CaseSubmittedV2` while both versions are published. */
function flatName(desc) {
  const version = desc.file.proto.package.split('.').at(-1);
  return version === 'v1' ? desc.name : `${desc.name}${version.toUpperCase()}`;
}

function readEnum(desc) {
  if (desc.values[0]?.number !== 0 || !desc.values[0].name.endsWith('_UNSPECIFIED')) {
    throw new Error(`${desc.typeName}: the first value must be …_UNSPECIFIED = 0`);
  }
  const prefix = desc.values[0].name.slice(0, -'_UNSPECIFIED'.length);
  const values = desc.values.map((value) => {
    if (!value.name.startsWith(`${prefix}_`)) throw new Error(`${value.name}: must begin with ${prefix}_`);
    return { name: value.name, short: value.name.slice(prefix.length + 1), number: value.number, comment: commentOf(value) };
  });
  return { name: flatName(desc), type: desc.typeName, prefix, values, comment: commentOf(desc) };
}

function readMessage(desc, options) {
  if (desc.nestedEnums.length > 0 || desc.nestedMessages.some((nested) => !nested.proto.options?.mapEntry)) {
    throw new Error(`${desc.typeName}: declare nested messages and enums at the top level of the file`);
  }
  return {
    name: flatName(desc),
    type: desc.typeName,
    comment: commentOf(desc),
    fields: desc.fields.map((field) => readField(field, options.rule)),
    event: hasOption(desc, options.event) ? readEvent(desc, getOption(desc, options.event)) : undefined,
  };
}

function readEvent(desc, option) {
  const event = {
    topic: option.topic,
    key: option.key,
    visibility: visibilities[option.visibility],
    saidBy: [...option.saidBy],
    heardBy: [...option.heardBy],
  };
  if (!event.topic || !event.key || event.saidBy.length === 0 || !event.visibility || event.visibility === 'unspecified') {
    throw new Error(`${desc.typeName}: its event option needs topic, key, visibility and said_by`);
  }
  return event;
}

function readField(desc, ruleOption) {
  const where = `${desc.parent.typeName}.${desc.name}`;
  const rule = hasOption(desc, ruleOption) ? readRule(getOption(desc, ruleOption)) : {};
  const kind = desc.fieldKind === 'list' ? desc.listKind : desc.fieldKind === 'map' ? desc.mapKind : desc.fieldKind;
  const field = {
    name: desc.jsonName,
    comment: commentOf(desc),
    shape: desc.fieldKind === 'list' || desc.fieldKind === 'map' ? desc.fieldKind : 'single',
    ...readType(desc, kind, where),
    rule,
  };
  if (field.shape === 'map' && desc.mapKey !== ScalarType.STRING) throw new Error(`${where}: the key of a map must be a string`);
  // Messages and timestamps may be missing; what has no presence of its own has a default instead.
  const hasPresence = field.shape === 'single' && (kind === 'message' || desc.oneof !== undefined || desc.proto.proto3Optional);
  return { ...field, optional: hasPresence && !rule.required };
}

function readType(desc, kind, where) {
  if (kind === 'enum') return { kind, type: flatName(desc.enum), prefix: readEnum(desc.enum).prefix };
  if (kind === 'message' && desc.message.typeName === timestampType) return { kind: 'timestamp' };
  if (kind === 'message') {
    if (!desc.message.typeName.startsWith('huiliu.')) throw new Error(`${where}: ${desc.message.typeName} is not supported in contracts`);
    return { kind, type: flatName(desc.message) };
  }
  const scalar = scalars[desc.scalar];
  if (!scalar) throw new Error(`${where}: this scalar type is not supported in contracts; use ${Object.values(scalars).join(', ')}`);
  return { kind: scalar };
}

/** Only what is set, so that writers can ask by `in`. Bounds are strings: they may exceed a double. */
function readRule(option) {
  const rule = {};
  for (const name of ['required', 'maxLength', 'pattern', 'minItems', 'maxItems', 'personal']) if (option[name]) rule[name] = option[name];
  for (const name of ['min', 'max']) if (option[name] !== undefined) rule[name] = String(option[name]);
  return rule;
}

function readService(desc) {
  return {
    name: flatName(desc),
    type: desc.typeName,
    protoName: desc.name,
    comment: commentOf(desc),
    methods: desc.methods.map((method) => {
      if (method.methodKind !== 'unary') throw new Error(`${desc.typeName}.${method.name}: only unary methods are supported`);
      return { name: method.localName, comment: commentOf(method), request: flatName(method.input), response: flatName(method.output) };
    }),
  };
}

/** What comes from outside or as a request is checked in full; what another version of Huiliu says is met with tolerance. */
function markStrict(model) {
  const requests = new Set(servicesOf(model).flatMap((service) => service.methods.map((method) => method.request)));
  for (const message of messagesOf(model)) message.strict = message.event?.visibility === 'incoming' || requests.has(message.name);
}

/** A message is personal when one of its fields is, however deep. */
function markPersonal(model) {
  const byName = new Map(messagesOf(model).map((message) => [message.name, message]));
  const isPersonal = (message, above = []) =>
    message.fields.some((field) => field.rule.personal || (field.kind === 'message' && !above.includes(field.type) && isPersonal(byName.get(field.type), [...above, field.type])));
  for (const message of byName.values()) message.personal = isPersonal(message);
}

function checkNames(model) {
  const seen = new Map();
  const note = (name, type) => {
    if (seen.has(name)) throw new Error(`${type} and ${seen.get(name)} would both be exported as ${name}: rename one`);
    seen.set(name, type);
  };
  for (const each of enumsOf(model)) {
    note(each.name, each.type);
    note(`${each.name}Word`, `the words of ${each.type}`);
  }
  for (const each of messagesOf(model)) note(each.name, each.type);
  for (const each of servicesOf(model)) {
    note(each.name, each.type);
    note(`${each.name}Methods`, `the methods of ${each.type}`);
  }
}

const pathOf = {
  message: (desc) => (desc.parent ? [...pathOf.message(desc.parent), 3, desc.parent.proto.nestedType.indexOf(desc.proto)] : [4, desc.file.proto.messageType.indexOf(desc.proto)]),
  field: (desc) => [...pathOf.message(desc.parent), 2, desc.parent.proto.field.indexOf(desc.proto)],
  enum: (desc) => [5, desc.file.proto.enumType.indexOf(desc.proto)],
  enum_value: (desc) => [...pathOf.enum(desc.parent), 2, desc.parent.proto.value.indexOf(desc.proto)],
  service: (desc) => [6, desc.file.proto.service.indexOf(desc.proto)],
  rpc: (desc) => [...pathOf.service(desc.parent), 2, desc.parent.proto.method.indexOf(desc.proto)],
};

/** The comment above or beside a declaration, as lines; [] when there is none. */
function commentOf(desc) {
  const path = pathOf[desc.kind](desc).join('.');
  const file = desc.file ?? desc.parent.file;
  const location = file.proto.sourceCodeInfo?.location.find((each) => each.path.join('.') === path);
  const text = [location?.leadingComments, location?.trailingComments].filter(Boolean).join('\n');
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
