// Writes the registry: every event, and who takes part.
import { eventsOf, servicesOf } from './model.mjs';
import { header, quote, quotes } from './types.mjs';

export function writeRegistry(model) {
  const events = eventsOf(model);
  const imports = model.packages
    .filter((each) => each.messages.some((message) => message.event))
    .map((each) => `import { ${each.messages.filter((message) => message.event).map((message) => message.name).sort().join(', ')} } from './${each.module}';\n`);
  const { departments, outside } = parties(model);
  return [
    header,
    `import type { EventContract } from '../events';\n${imports.join('')}`,
    partyList('departments', 'Department', 'Departments of Huiliu, each a service with a database of its own.', departments),
    partyList('outsideSystems', 'OutsideSystem', 'Outside systems that say or hear events.', outside),
    `/** Event type → the type of its value. */\nexport interface EventTypes {\n${events.map((event) => `  readonly ${quote(event.type)}: ${event.name};\n`).join('')}}\n`,
    '/** Every event of the contracts, by package, in the order of the files. */\n' +
      `export const allEvents: readonly EventContract<unknown>[] = [\n${events.map((event) => `  ${event.name},\n`).join('')}];\n`,
  ].join('\n');
}

function partyList(list, type, comment, names) {
  return `/** ${comment} */\nexport const ${list} = ${quotes(names)} as const;\nexport type ${type} = (typeof ${list})[number];\n`;
}

/** A department is who says inner events; everyone else is outside. */
export function parties(model) {
  const events = eventsOf(model);
  const departments = [...new Set(events.filter((each) => each.event.visibility === 'inner').flatMap((each) => each.event.saidBy))].sort();
  const everyone = [...new Set(events.flatMap((each) => [...each.event.saidBy, ...each.event.heardBy]))].sort();
  return { departments, outside: everyone.filter((party) => !departments.includes(party)) };
}

/** Service contracts: typed methods on top of the descriptors that buf generates. */
export function writeServices(model) {
  const services = servicesOf(model);
  const homes = new Map(model.packages.flatMap((each) => each.messages.map((message) => [message.name, each.module])));
  const used = new Map();
  for (const name of services.flatMap((service) => service.methods.flatMap((method) => [method.request, method.response]))) {
    const home = homes.get(name);
    if (!used.has(home)) used.set(home, new Set());
    used.get(home).add(name);
  }
  const imports = [
    `import { defineService, type ServiceContract } from '../service';\n`,
    ...services.map((service) => `import { ${service.protoName} as ${service.name}Descriptor } from '../gen/${service.module}';\n`),
    ...[...used].sort().map(([home, names]) => `import type { ${[...names].sort().join(', ')} } from './${home}';\n`),
  ];
  const all = services.map((service) => service.name).join(', ');
  return `${header}\n${imports.join('')}\n${services.map(writeService).join('\n')}\nexport const allServices: readonly ServiceContract[] = [${all}];\n`;
}

function writeService(service) {
  const doc = (lines) => (lines.length === 0 ? '' : `  /** ${lines.join(' ')} */\n`);
  const methods = service.methods.map(
    (method) => `${doc(method.comment)}  readonly ${method.name}: { readonly request: ${method.request}; readonly response: ${method.response} };\n`,
  );
  const facts = service.methods.map((method) => `  ${method.name}: { request: ${quote(method.request)}, response: ${quote(method.response)} },\n`);
  return (
    `export interface ${service.name}Methods {\n${methods.join('')}}\n` +
    `${service.comment.length > 0 ? `/** ${service.comment.join(' ')} */\n` : ''}` +
    `export const ${service.name}: ServiceContract<${service.name}Methods> = defineService<${service.name}Methods>(${service.name}Descriptor, {\n${facts.join('')}});\n`
  );
}
