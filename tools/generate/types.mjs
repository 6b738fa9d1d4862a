// Writes one TypeScript module per package: types, enums and events.
import { messagesOf } from './model.mjs';

export const header = '// Generated from proto/ by tools/generate; do not edit.\n';

const scalarTypes = { string: 'string', bool: 'boolean', int32: 'number', uint32: 'number', double: 'number', int64: 'string', uint64: 'string', timestamp: 'string' };

export const quote = (text) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
export const quotes = (texts) => `[${texts.map(quote).join(', ')}]`;

export function tsdoc(lines, indent = '') {
  const safe = lines.map((line) => line.replaceAll('*/', '* /'));
  if (safe.length === 0) return '';
  if (safe.length === 1) return `${indent}/** ${safe[0]} */\n`;
  return `${indent}/**\n${safe.map((line) => `${indent} * ${line}\n`).join('')}${indent} */\n`;
}

/** File name (without extension) → text. */
export function writeTypes(model) {
  const homes = new Map();
  for (const each of model.packages) for (const type of [...each.enums, ...each.messages]) homes.set(type.name, each.module);
  return new Map(model.packages.filter((each) => each.enums.length + each.messages.length > 0).map((each) => [each.module, writeModule(each, homes)]));
}

function writeModule(each, homes) {
  const parts = [header, writeImports(each, homes), ...each.enums.map(writeEnum), ...each.messages.map(writeMessage)];
  return parts.filter((part) => part !== '').join('\n');
}

function writeImports(each, homes) {
  const lines = [];
  if (each.enums.length > 0) lines.push(`import { defineEnum, type WireOf, type WordOf } from '../enums';`);
  if (each.messages.some((message) => message.event)) lines.push(`import { defineEvent, type EventContract } from '../events';`);
  const foreign = new Map();
  for (const type of each.messages.flatMap((message) => message.fields.map((field) => field.type))) {
    const home = type && homes.get(type);
    if (!home || home === each.module) continue;
    if (!foreign.has(home)) foreign.set(home, new Set());
    foreign.get(home).add(type);
  }
  for (const [home, types] of [...foreign].sort()) lines.push(`import type { ${[...types].sort().join(', ')} } from './${home}';`);
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

function writeEnum({ name, prefix, values, comment }) {
  const list = values.map((value) => `  ${quote(value.short)},${value.comment.length > 0 ? ` // ${value.comment.join(' ')}` : ''}\n`).join('');
  return (
    `${tsdoc(comment)}export const ${name} = defineEnum(${quote(prefix)}, [\n${list}]);\n` +
    `/** As on the wire. */\nexport type ${name} = WireOf<typeof ${name}>;\n` +
    `/** As the domain says it. */\nexport type ${name}Word = WordOf<typeof ${name}>;\n`
  );
}

function writeMessage(message) {
  const body = message.fields.map((field) => `${tsdoc(field.comment, '  ')}  readonly ${field.name}${field.optional ? '?' : ''}: ${typeOf(field)};\n`).join('');
  const type = `${tsdoc(message.comment)}export interface ${message.name} {\n${body}}\n`;
  return message.event ? `${type}${writeEvent(message)}` : type;
}

/** Optional ones take `undefined` too: a writer need not build the object in steps, and JSON leaves it out either way. */
function typeOf(field) {
  const base = scalarTypes[field.kind] ?? field.type;
  if (field.shape === 'list') return `readonly ${base}[]`;
  if (field.shape === 'map') return `Readonly<Record<string, ${base}>>`;
  return field.optional ? `${base} | undefined` : base;
}

function writeEvent({ name, type, event }) {
  return (
    `export const ${name}: EventContract<${name}, ${quote(type)}> = defineEvent({\n` +
    `  type: ${quote(type)},\n  name: ${quote(name)},\n  topic: ${quote(event.topic)},\n  key: ${quote(event.key)},\n` +
    `  visibility: ${quote(event.visibility)},\n  saidBy: ${quotes(event.saidBy)},\n  heardBy: ${quotes(event.heardBy)},\n});\n`
  );
}

/** Every message by its name, for what is validated by name. */
export function writeMessages(model) {
  const imports = model.packages
    .filter((each) => each.messages.length > 0)
    .map((each) => `import type { ${each.messages.map((message) => message.name).sort().join(', ')} } from './${each.module}';\n`);
  const entries = messagesOf(model).map(({ name }) => `  readonly ${name}: ${name};\n`);
  const names = messagesOf(model).map(({ name, type, strict }) => `  ${name}: { type: ${quote(type)}, strict: ${strict} },\n`);
  return (
    `${header}\n${imports.join('')}\n/** Message name → its type. */\nexport interface MessageTypes {\n${entries.join('')}}\n\n` +
    `/** Strict: comes from outside or as a request, so an unknown enum value is an error and not tolerated. */\n` +
    `export const messageFacts: { readonly [N in keyof MessageTypes]: { readonly type: string; readonly strict: boolean } } = {\n${names.join('')}};\n`
  );
}

export function writeIndex(model, extra) {
  const modules = [...model.packages.filter((each) => each.enums.length + each.messages.length > 0).map((each) => each.module), ...extra];
  return `${header}\n${modules.sort().map((module) => `export * from './${module}';\n`).join('')}`;
}
