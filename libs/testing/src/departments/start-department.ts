import type { ServiceMethods } from '@huiliu/contracts';
import { engineOf, openDepartmentBus, openDepartmentDatabase, serveDepartment, settingsOf, silentObserver, type DepartmentDefinition, type DepartmentSettings, type MessagingLimits } from '@huiliu/messaging';
import { createLogger, poolOf, type SettingGroup } from '@huiliu/platform';
import { freePort } from '../servers/process-facts';
import { sharedPostgres } from '../servers/shared-postgres';
import { departmentClient } from './department-client';
import { Peers } from './peers';
import { listenTo, type Published } from './published';
import { RunningDepartment, TestClock } from './running-department';

export interface StartOptions {
  /** Environment variables beside those that say where database, bus and port are. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Where the department's clock stands at first; the real time when left out. */
  readonly now?: Date;
  readonly limits?: Partial<MessagingLimits>;
}

const pollMs = 20;

/**
 * A department as it runs in production, from its `department.ts`: settings, migrations, engine, Nest with bus and gRPC. Its database and its
 * embedded bus are its own; nobody else is there but the test.
 */
export async function startDepartment<Methods extends ServiceMethods<Methods>, Extra extends SettingGroup = SettingGroup>(
  definition: DepartmentDefinition<Extra, Methods>,
  options: StartOptions = {},
): Promise<RunningDepartment<Methods>> {
  const { name, service } = definition;
  const settings = await readSettings(definition, options);
  const standsFor = definition.standsFor?.(settings);
  const log = createLogger({ service: name, instance: settings.instance, level: settings.logLevel });
  const clock = new TestClock();
  if (options.now) clock.now = options.now;
  const [published, alarms]: [Published[], string[]] = [[], []];
  const alarm = (code: string): void => void alarms.push(code);

  const stops: (() => Promise<unknown> | void)[] = [];
  const stop = async (): Promise<void> => {
    for (const each of stops.splice(0).reverse()) await each();
  };
  try {
    const dataSource = await openDepartmentDatabase(definition, settings, { log });
    stops.push(() => dataSource.destroy());
    const bus = await openDepartmentBus({ name, standsFor }, settings, { log });
    stops.push(() => bus.close());
    const limits = { relayPollMs: pollMs, timerPollMs: pollMs, intentPollMs: pollMs, ...options.limits };
    const engine = engineOf(definition, settings, { dataSource, bus, limits, observer: { ...silentObserver, alarm }, clock: () => clock.now });
    const server = await serveDepartment(definition, { settings, dataSource, engine, log });
    stops.push(() => server.close());
    const subscription = await listenTo(name, standsFor?.says ?? [], bus, published, alarm);
    stops.push(() => subscription.stop());
    await server.open();
    const client = departmentClient(service, `${settings.host}:${settings.grpcPort}`);
    stops.push(() => client.close());
    const peers = new Peers(bus, () => clock.now);
    return new RunningDepartment({ client, pool: poolOf(dataSource), engine, peers, clock, published, alarms, stop });
  } catch (error) {
    await stop();
    throw error;
  }
}

async function readSettings<Extra extends SettingGroup>(definition: DepartmentDefinition<Extra>, { settings }: StartOptions): Promise<DepartmentSettings<Extra>> {
  const postgres = await sharedPostgres();
  return settingsOf(definition).read({
    DATABASE_URL: await postgres.freshDatabase(definition.name),
    HUILIU_BUS: 'embedded',
    HUILIU_BUS_DATABASE_URL: await postgres.freshDatabase('bus'),
    HUILIU_GRPC_PORT: String(await freePort()),
    HUILIU_INSTANCE: `${definition.name}-test`,
    HUILIU_LOG_LEVEL: 'error',
    ...settings,
  }) as DepartmentSettings<Extra>;
}
