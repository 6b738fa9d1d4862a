// JSON Schema of every message, in proto3's JSON mapping. One source for validation, AsyncAPI and OpenAPI: only keywords that draft-07 and
// 2020-12 share, and `x-` ones for what JSON Schema can't say.
import { enumsOf, messagesOf } from './model.mjs';
import { header } from './types.mjs';

const int64 = { min: '-9223372036854775808', max: '9223372036854775807' };
const uint64 = { min: '0', max: '18446744073709551615' };
const int32 = { min: -2147483648, max: 2147483647 };
const uint32 = { min: 0, max: 4294967295 };

/** Name → schema; references go to `#/components/schemas/<name>`. */
export function buildSchemas(model) {
  const enums = new Map(enumsOf(model).map((each) => [each.name, each]));
  return Object.fromEntries(messagesOf(model).map((message) => [message.name, messageSchema(message, enums)]));
}

export const describe = (lines) => (lines.length > 0 ? { description: lines.join('\n') } : {});

function messageSchema(message, enums) {
  const properties = Object.fromEntries(message.fields.map((field) => [field.name, fieldSchema(field, enums)]));
  const required = message.fields.filter((field) => field.rule.required || field.rule.minItems > 0).map((field) => field.name);
  return { title: message.name, ...describe(message.comment), type: 'object', properties, ...(required.length > 0 ? { required } : {}) };
}

function fieldSchema(field, enums) {
  const text = describe(field.comment);
  const personal = field.rule.personal ? { 'x-personal': true } : {};
  if (field.shape === 'list') {
    const { minItems, maxItems } = field.rule;
    const bounds = { ...(minItems ? { minItems } : {}), ...(maxItems ? { maxItems } : {}) };
    return { ...text, type: 'array', items: valueSchema(field, enums), ...bounds, default: [], ...personal };
  }
  if (field.shape === 'map') {
    const bounds = field.rule.maxItems ? { maxProperties: field.rule.maxItems } : {};
    return { ...text, type: 'object', additionalProperties: valueSchema(field, enums), ...bounds, default: {}, ...personal };
  }
  const value = valueSchema(field, enums);
  if ('$ref' in value) return field.comment.length > 0 ? { ...text, allOf: [value] } : value;
  const initial = field.optional || field.rule.required ? {} : { default: defaultOf(field) };
  return { ...text, ...value, ...initial, ...personal };
}

function valueSchema(field, enums) {
  const { rule } = field;
  switch (field.kind) {
    case 'message':
      return { $ref: `#/components/schemas/${field.type}` };
    case 'enum': {
      const names = enums.get(field.type).values.map((value) => value.name);
      return { type: 'string', enum: rule.required ? names.slice(1) : names, 'x-enum': field.type, 'x-unspecified': `${field.prefix}_UNSPECIFIED` };
    }
    case 'timestamp':
      return { type: 'string', format: 'date-time' };
    case 'string':
      return {
        type: 'string',
        ...(rule.required ? { minLength: 1 } : {}),
        ...(rule.maxLength ? { maxLength: rule.maxLength } : {}),
        ...(rule.pattern ? { pattern: patternOf(rule) } : {}),
      };
    case 'bool':
      return { type: 'boolean' };
    case 'double':
      return { type: 'number', ...numberBounds(rule) };
    case 'int32':
      return { type: 'integer', format: 'int32', ...numberBounds(rule, int32) };
    case 'uint32':
      return { type: 'integer', format: 'int32', ...numberBounds(rule, uint32) };
    case 'int64':
      return longSchema(rule, int64, 'int64');
    case 'uint64':
      return longSchema(rule, uint64, 'uint64');
    default:
      throw new Error(`no schema for ${field.kind}`);
  }
}

/** 64 bits travel as text: a JSON number loses digits above 2^53. A number is accepted where it is exact. */
function longSchema(rule, range, format) {
  const minimum = rule.min ?? range.min;
  const maximum = rule.max ?? range.max;
  const sign = minimum.startsWith('-') ? '-?' : '';
  return { type: ['string', 'integer'], format, pattern: `^${sign}(0|[1-9][0-9]{0,19})$`, 'x-minimum': minimum, 'x-maximum': maximum };
}

function numberBounds(rule, range) {
  const minimum = rule.min === undefined ? range?.min : Number(rule.min);
  const maximum = rule.max === undefined ? range?.max : Number(rule.max);
  return { ...(minimum === undefined ? {} : { minimum }), ...(maximum === undefined ? {} : { maximum }) };
}

/** Empty stands for "not given" unless the field is required. */
function patternOf(rule) {
  return rule.required || new RegExp(rule.pattern, 'u').test('') ? rule.pattern : `^$|${rule.pattern}`;
}

function defaultOf(field) {
  if (field.kind === 'enum') return `${field.prefix}_UNSPECIFIED`;
  if (field.kind === 'string') return '';
  if (field.kind === 'bool') return false;
  return field.kind === 'int64' || field.kind === 'uint64' ? '0' : 0;
}

export function writeSchemas(schemas) {
  const entries = Object.entries(schemas).map(([name, schema]) => `  ${name}: ${JSON.stringify(schema, null, 2).replaceAll('\n', '\n  ')},\n`);
  return `${header}\nimport type { MessageSchema } from '../schema';\n\nexport const schemas: Readonly<Record<string, MessageSchema>> = {\n${entries.join('')}};\n`;
}
