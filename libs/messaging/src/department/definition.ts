import type { Type } from '@nestjs/common';
import type { ServiceContract } from '@huiliu/contracts';
import { defineSettings, departmentSettings, type SettingGroup, type Settings, type ValuesOf } from '@huiliu/platform';
import type { StandsFor } from '../engine/engine';
import type { AnyIntentHandler } from '../outside/intents';
import type { AnyTimerHandler } from '../outside/timers';
import type { TableDefinitions } from '../tables/session';
import { busLimitSettings } from './bus-limit-settings';
import { limitSettings } from './limit-settings';

const commonSettings = (name: string) => ({ ...departmentSettings(name), ...busLimitSettings(), ...limitSettings() });

/** What every department can be set to. */
export type CommonSettings = ValuesOf<ReturnType<typeof commonSettings>>;
export type DepartmentSettings<Extra extends SettingGroup> = CommonSettings & ValuesOf<Extra>;

/** What a department is made of, for whoever runs it: a process of its own, or a test. `Methods` are those of its gRPC service. */
export interface DepartmentDefinition<Extra extends SettingGroup = SettingGroup, Methods = unknown> {
  /** As in the contracts: `refund`. */
  readonly name: string;
  /** Nest module with the department's controllers. */
  readonly module: Type;
  readonly service: ServiceContract<Methods>;
  readonly tables: TableDefinitions;
  readonly entities: readonly (new () => object)[];
  readonly migrations: readonly (new () => object)[];
  /** Further settings beside those that every department has. */
  readonly settings?: Extra;
  /** Outside systems whose place it takes on the bus. */
  readonly standsFor?: (settings: DepartmentSettings<Extra>) => StandsFor;
  readonly timers?: readonly AnyTimerHandler[];
  readonly intents?: (settings: DepartmentSettings<Extra>) => readonly AnyIntentHandler[];
  /** SQL that answers rows (state, count), for the metric of cases by state. */
  readonly casesByState: string;
}

/** All settings of a department: the common ones and its own. */
export function settingsOf<Extra extends SettingGroup>({ name, settings }: Pick<DepartmentDefinition<Extra>, 'name' | 'settings'>): Settings<ReturnType<typeof commonSettings> & Extra> {
  return defineSettings({ ...commonSettings(name), ...settings } as ReturnType<typeof commonSettings> & Extra);
}
