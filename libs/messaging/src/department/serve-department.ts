import 'reflect-metadata';
import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { MicroserviceOptions } from '@nestjs/microservices';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { OpsService } from '@huiliu/contracts';
import { GrpcExceptionFilter, nestLogger, poolOf, type Logger, type SettingGroup } from '@huiliu/platform';
import { CommandBus } from '../engine/commands';
import { Engine, type EngineSettings } from '../engine/engine';
import { limitsOf } from './limit-settings';
import { Parking } from '../engine/parking';
import { BusServer } from '../nest/bus-server';
import { Commands } from '../nest/commands';
import { DrainingGrpc } from '../nest/draining-grpc';
import { GrpcTracing } from '../nest/grpc-tracing';
import { OpsController } from '../nest/ops.controller';
import { RequestValidation } from '../nest/request-validation';
import { Shedding } from '../nest/shedding';
import { departmentName, engineLag, poolToken, settingsToken } from '../nest/tokens';
import type { CommonSettings, DepartmentDefinition, DepartmentSettings } from './definition';

/** The messaging core of a department, with its tables, timers and outside calls. */
export function engineOf<Extra extends SettingGroup>(
  { name, tables, standsFor, timers = [], intents }: DepartmentDefinition<Extra>,
  settings: DepartmentSettings<Extra>,
  parts: Pick<EngineSettings, 'dataSource' | 'bus' | 'observer' | 'clock' | 'wallClock' | 'limits'>,
): Engine {
  return new Engine({ department: name, standsFor: standsFor?.(settings), instance: settings.instance, pool: poolOf(parts.dataSource), tables, timers, intents: intents?.(settings) ?? [], rebuilding: settings.rebuild, ...parts, limits: { ...limitsOf(settings), ...parts.limits } });
}

export interface DepartmentParts {
  readonly settings: CommonSettings;
  readonly dataSource: DataSource;
  readonly engine: Engine;
  readonly log: Logger;
}

export interface DepartmentServer {
  /** Takes events and answers gRPC at `host:grpcPort` of the settings. */
  open(): Promise<void>;
  /** Answers the calls under way, then ends the engine, so that what they left is still published. May be called whether or not it was opened. */
  close(): Promise<void>;
}

/** Longer than a caller waits, so that nobody who still wants an answer is cut off; shorter than the step of the stop that it is part of. */
const drainMs = 6_000;

/**
 * A department's controllers behind the bus and gRPC: every request traced and checked against its contract, every failure answered with kind
 * and code, the questions of operations answered beside its own. Closed as yet, so that whoever opens it can be ready to close it.
 */
export async function serveDepartment<Extra extends SettingGroup>({ name, module, service }: DepartmentDefinition<Extra>, parts: DepartmentParts): Promise<DepartmentServer> {
  const { settings, engine, log } = parts;
  const services = [service, OpsService];
  const app = await NestFactory.create(rootModule(module, name, parts), new FastifyAdapter(), { logger: nestLogger(log), abortOnError: false });
  app.useGlobalFilters(new GrpcExceptionFilter(log));
  app.useGlobalInterceptors(new GrpcTracing(), new Shedding(poolOf(parts.dataSource), settings.databaseWaiting), new RequestValidation(services));
  const events = app.connectMicroservice<MicroserviceOptions>({ strategy: new BusServer((routes) => engine.start(routes), () => engine.stop()) }, { inheritAppConfig: false });
  const grpc = new DrainingGrpc({ url: `${settings.host}:${settings.grpcPort}`, services });
  const calls = app.connectMicroservice<MicroserviceOptions>({ strategy: grpc }, { inheritAppConfig: true });
  return {
    // One after the other: a command needs the engine's routes and epoch, and comes as soon as the port is open.
    open: async () => {
      await events.listen();
      await calls.listen();
    },
    close: async () => {
      await grpc.drain(drainMs);
      await app.close();
    },
  };
}

/** What the department's controllers may have injected is the same in every department. */
function rootModule(module: Type, name: string, { settings, dataSource, engine }: DepartmentParts): DynamicModule {
  class DepartmentCore {}
  Module({})(DepartmentCore);
  class Department {}
  Module({})(Department);
  const providers = [
    { provide: DataSource, useValue: dataSource },
    { provide: poolToken, useValue: poolOf(dataSource) },
    { provide: departmentName, useValue: name },
    { provide: settingsToken, useValue: settings },
    { provide: CommandBus, useValue: engine.commands },
    { provide: Commands, useValue: new Commands(engine.commands) },
    { provide: Parking, useValue: engine.parking },
    { provide: engineLag, useValue: engine.lagWatch },
  ];
  const core: DynamicModule = { module: DepartmentCore, global: true, providers, exports: providers.map(({ provide }) => provide) };
  return { module: Department, imports: [core, module], controllers: [OpsController] };
}
