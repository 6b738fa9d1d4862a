import { departments, load } from './load.mjs';
import { code, page, table } from './markdown.mjs';

/** Everything that can be set from outside: environment variables of each service, options of the commands, bounds in the code. */
export function writeSettings() {
  const services = servicesWithSettings();
  const all = new Map();
  for (const [service, group] of services) {
    for (const setting of Object.values(group)) {
      const known = all.get(setting.env) ?? { setting, usedBy: [] };
      known.usedBy.push(service);
      all.set(setting.env, known);
    }
  }
  return page(
    'Settings',
    'Every service reads environment variables and nothing else. They are checked at start, all at once; `node apps/<service>/dist/main.js --help` prints those of one service. `npm start` and `npm run once` set them for the processes that they start.',
    table(['variable', 'meaning', 'value', 'default', 'used by'], [...all.values()].map((entry) => row(entry, services.length))),
    '## Bounds in the code',
    'Bounds of the bus: named, with a default each; changed where a bus is created, not by environment. What each means stands beside it in the source.',
    ...bounds(),
  );
}

/** As the services themselves put them together at start. */
function servicesWithSettings() {
  const { settingsOf } = load('libs/messaging/dist/index.js');
  const group = (name) => settingsOf(load(`apps/${name}/dist/department.js`)[name]).group;
  return [
    ...departments.map((name) => [name, group(name)]),
    ['webhooks', group('webhooks')],
    ['gateway', load('apps/gateway/dist/settings.js').gatewaySettings.group],
    ['sandbox', load('apps/sandbox/dist/settings.js').sandboxSettings.group],
  ];
}

const row = ({ setting, usedBy }, services) => [code(setting.env), setting.help, setting.expects, defaultOf(setting), users(usedBy, services)];

function defaultOf({ env, fallback, requiredWhen, optional }) {
  // Made of the machine's name and the process id.
  if (env === 'HUILIU_INSTANCE') return code('<service>-<host>-<pid>');
  if (fallback !== undefined) return code(load('libs/platform/dist/index.js').textOfValue(fallback));
  if (requiredWhen) return `required when ${code(`${requiredWhen.env}=${requiredWhen.is}`)}`;
  if (optional) return 'not set';
  return '**required**';
}

function users(usedBy, services) {
  if (usedBy.length === services) return 'all';
  const others = usedBy.filter((name) => !departments.includes(name));
  return [...(departments.every((name) => usedBy.includes(name)) ? ['departments'] : usedBy.filter((name) => departments.includes(name))), ...others].join(', ');
}

function bounds() {
  const { defaultBusLimits } = load('libs/messaging/dist/index.js');
  const { defaultEmbeddedLimits } = load('libs/messaging/dist/bus/embedded/limits.js');
  const embedded = Object.fromEntries(Object.entries(defaultEmbeddedLimits).filter(([name]) => !(name in defaultBusLimits)));
  const part = (title, source, limits) => [`### ${title}`, `[${source}](../../${source})`, table(['bound', 'default'], Object.entries(limits).map(([name, value]) => [code(name), value]))];
  return [
    ...part('Every bus', 'libs/messaging/src/bus/bus.ts', defaultBusLimits),
    ...part('Embedded bus', 'libs/messaging/src/bus/embedded/limits.ts', embedded),
  ];
}
