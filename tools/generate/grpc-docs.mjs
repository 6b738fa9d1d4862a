// docs/generated/grpc.md: every service, what may be asked of it and what it answers.
import { enumsOf, messagesOf, servicesOf } from './model.mjs';

export function writeGrpcDocs(model) {
  const messages = new Map(messagesOf(model).map((message) => [message.name, message]));
  const enums = new Map(enumsOf(model).map((each) => [each.name, each]));
  const services = servicesOf(model);
  const roots = services.flatMap(({ methods }) => methods.flatMap(({ request, response }) => [request, response]));
  const shared = sharedBy(messages, roots);
  return `<!-- Generated from proto/ by tools/generate; do not edit. -->

# gRPC

What each department answers on its gRPC port (\`HUILIU_GRPC_PORT\`), on the inner network. Files: \`proto/huiliu/<department>/v1/service.proto\`. Beside these services every port answers \`grpc.health.v1.Health\` (with \`Watch\`;
\`NOT_SERVING\` as soon as the process stops) and server reflection, so that \`grpcurl -plaintext 127.0.0.1:PORT list\` works.

- **Commands** need the metadata \`idempotency-key\` (1 to 200 visible ASCII characters) and \`principal\` (who asks). The same key with the same request gets the same answer, and takes effect once; with another request \`IDEMPOTENCY_KEY_REUSED\`.
- **Deadlines**: send one with each call. What is not answered in time is DEADLINE_EXCEEDED: a command may or may not have taken effect; send it again under its key.
- **Trace**: \`traceparent\` in the metadata goes on.
- **Errors**: the status says the kind, the metadata \`huiliu-error-bin\` what and why, with a stable code. UNAVAILABLE and RESOURCE_EXHAUSTED: the same again, later.
- **Rules** are checked before anything is done; what breaks one is INVALID_ARGUMENT with the names of the fields.

${services.map((service) => `- [${service.type}](#${anchor(service.type)})`).join('\n')}

${services.map((service) => serviceText(service, messages)).join('\n')}
## Messages

${[...shared].sort().map((name) => messageText(messages.get(name))).join('\n')}
## Words

${[...enums.values()].filter(({ name }) => isUsed(name, messages, roots)).map(enumText).join('\n')}`;
}

function serviceText(service, messages) {
  const methods = service.methods.map((method) => {
    const part = (title, name) => (messages.get(name).fields.length === 0 ? `${title}: nothing.\n` : `${title}:\n\n${fieldsTable(messages.get(name))}`);
    return `### ${service.protoName}.${method.name[0].toUpperCase()}${method.name.slice(1)}\n\n${text(method.comment)}${part('Asked with', method.request)}\n${part('Answers', method.response)}`;
  });
  return `## ${service.type}\n\n${text(service.comment)}${methods.join('\n')}`;
}

const messageText = (message) => `### ${message.name}\n\n${text(message.comment)}${message.fields.length === 0 ? 'Empty.\n' : fieldsTable(message)}`;

const enumText = (each) => `**${each.name}**${each.comment.length === 0 ? '' : ` ${each.comment.join(' ')}`}: ${each.values.map((value) => `\`${value.name}\`${value.comment.length === 0 ? '' : ` (${value.comment.join(' ')})`}`).join(', ')}\n`;

const fieldsTable = ({ fields }) => `| field | type | rule | meaning |\n|---|---|---|---|\n${fields.map(fieldRow).join('')}`;

function fieldRow(field) {
  return `| \`${field.name}\` | ${typeText(field)} | ${ruleText(field)} | ${field.comment.join(' ').replaceAll('|', '\\|')} |\n`;
}

function typeText({ kind, type, shape }) {
  const one = kind === 'message' ? `[${type}](#${anchor(type)})` : kind === 'enum' ? type : kind === 'timestamp' ? 'Timestamp' : kind;
  return shape === 'list' ? `list of ${one}` : shape === 'map' ? `map of text to ${one}` : one;
}

function ruleText({ rule, optional }) {
  const words = [];
  if (rule.required) words.push('required');
  else if (optional) words.push('may be missing');
  if (rule.min !== undefined) words.push(`≥ ${rule.min}`);
  if (rule.max !== undefined) words.push(`≤ ${rule.max}`);
  if (rule.maxLength !== undefined) words.push(`≤ ${rule.maxLength} characters`);
  if (rule.minItems !== undefined) words.push(`≥ ${rule.minItems} entries`);
  if (rule.maxItems !== undefined) words.push(`≤ ${rule.maxItems} entries`);
  if (rule.pattern !== undefined) words.push(`\`${rule.pattern.replaceAll('|', '\\|')}\``);
  if (rule.personal) words.push('personal data');
  return words.join(', ');
}

const text = (comment) => (comment.length === 0 ? '' : `${comment.join(' ')}\n\n`);
const anchor = (name) => name.toLowerCase().replaceAll('.', '');

/** Messages within others, however deep: described once. */
function sharedBy(messages, roots) {
  const reached = new Set();
  const walk = (name) => {
    for (const field of messages.get(name).fields) {
      if (field.kind !== 'message' || reached.has(field.type)) continue;
      reached.add(field.type);
      walk(field.type);
    }
  };
  roots.forEach(walk);
  return reached;
}

const isUsed = (name, messages, roots) => [...new Set([...roots, ...sharedBy(messages, roots)])].some((each) => messages.get(each).fields.some((field) => field.kind === 'enum' && field.type === name));
