// Stryker's test runner for our unit specs: jest's own describe, it and expect, but in one process that keeps what no mutant can change. Through jest each mutant
// costs a start of jest, half a second and more; here it costs its tests, and hundreds can be tried while one waits.
import { createRequire } from 'node:module';
import { globSync } from 'node:fs';
import { join } from 'node:path';

const context = (globalThis.__stryker__ ??= {});

class SpecRunner {
  static inject = ['options'];
  #specs;
  #root = process.cwd();

  constructor(options) {
    this.#specs = options.specs;
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  init() {
    const require = createRequire(join(this.#root, 'package.json'));
    this.circus = require('jest-circus');
    const { describe, it, test, beforeAll, beforeEach, afterAll, afterEach } = this.circus;
    Object.assign(globalThis, { describe, it, test, beforeAll, beforeEach, afterAll, afterEach, expect: require('expect').expect });
    this.modules = openModules(require, this.#root);
  }

  /** Runs everything once without a mutant, and notes which test reaches which. */
  async dryRun({ coverageAnalysis, disableBail }) {
    context.mutantCoverage = coverageAnalysis === 'off' ? undefined : { static: {}, perTest: {} };
    const result = await this.#run({ files: this.#files(), bail: !disableBail, names: coverageAnalysis === 'perTest' });
    return { ...result, mutantCoverage: context.mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, disableBail, hitLimit, mutantActivation }) {
    context.hitLimit = hitLimit;
    context.hitCount = hitLimit === undefined ? undefined : 0;
    const wanted = testFilter && new Set(testFilter);
    const files = wanted ? [...new Set(testFilter.map(fileOf))] : this.#files();
    const activate = () => (context.activeMutant = activeMutant.id);
    if (mutantActivation === 'static') activate();
    try {
      return outcomeOf(await this.#run({ files, wanted, bail: !disableBail, begin: activate }));
    } finally {
      context.activeMutant = undefined;
    }
  }

  #files() {
    return globSync(this.#specs, { cwd: this.#root, exclude: (path) => /(^|\/)(node_modules|dist)$/.test(path.name ?? path) }).sort();
  }

  async #run({ files, wanted, bail, names = false, begin = () => undefined }) {
    const { circus } = this;
    circus.resetState();
    const tests = new Map();
    const results = [];
    const watch = (event) => {
      if (names && event.name === 'test_start') context.currentTestId = tests.get(event.test);
      if (event.name !== 'test_done' || !tests.has(event.test)) return;
      context.currentTestId = undefined;
      results.push(resultOf(tests.get(event.test), event.test));
      if (bail && event.test.errors.length > 0) for (const test of tests.keys()) test.mode = 'skip';
    };
    circus.addEventHandler(watch);
    try {
      this.modules.forgetChanged();
      for (const file of files) {
        const before = new Set(testsOf(circus.getState().rootDescribeBlock));
        this.modules.load(join(this.#root, file));
        for (const test of testsOf(circus.getState().rootDescribeBlock)) if (!before.has(test)) tests.set(test, `${file} › ${nameOf(test)}`);
      }
      if (wanted) for (const [test, id] of tests) if (!wanted.has(id)) test.mode = 'skip';
      begin();
      await circus.run();
    } catch (error) {
      return { status: 'error', errorMessage: error?.stack ?? String(error) };
    } finally {
      circus.removeEventHandler(watch);
      context.currentTestId = undefined;
    }
    if (context.hitCount > context.hitLimit) return { status: 'timeout', reason: `Hit limit reached (${context.hitCount}/${context.hitLimit})` };
    return { status: 'complete', tests: results };
  }
}

/** TypeScript straight from its sources, with the build's settings. What mutants live in, and what depends on it, can be forgotten and loaded anew. */
function openModules(require, root) {
  const Module = require('node:module');
  const { transformFileSync } = require('@swc/core');
  const settings = { ...require('./tools/jest/swc.js'), sourceMaps: 'inline' };
  const code = new Map();
  Module._extensions['.ts'] = (module, file) => {
    if (!code.has(file)) code.set(file, transformFileSync(file, settings).code);
    module._compile(code.get(file), file);
  };
  const resolve = Module._resolveFilename;
  Module._resolveFilename = (request, ...more) => resolve.call(Module, request.replace(/^@huiliu\/([a-z]+)$/, (_, name) => join(root, 'libs', name, 'src', 'index.ts')), ...more);

  const isOurs = (file) => code.has(file);
  const changes = (module, seen) => {
    if (seen.has(module)) return seen.get(module);
    seen.set(module, false);
    const changed = module.filename.endsWith('.spec.ts') || code.get(module.filename).includes('stryMutAct_') || module.children.some((child) => isOurs(child.filename) && changes(child, seen));
    seen.set(module, changed);
    return changed;
  };
  // Who asks for the specs; it must not hold on to those that were forgotten.
  const asking = Object.assign(new Module(join(root, 'package.json')), { filename: join(root, 'package.json'), paths: Module._nodeModulePaths(root) });
  return {
    load: (file) => asking.require(file),
    forgetChanged() {
      const seen = new Map();
      const changed = Object.values(require.cache).filter((module) => isOurs(module.filename) && changes(module, seen));
      for (const module of changed) delete require.cache[module.filename];
      asking.children.length = 0;
    },
  };
}

const testsOf = (block) => block.children.flatMap((child) => (child.type === 'test' ? [child] : testsOf(child)));

const nameOf = (test) => {
  const names = [test.name];
  for (let block = test.parent; block?.parent; block = block.parent) names.unshift(block.name);
  return names.join(' ');
};

const fileOf = (id) => id.slice(0, id.indexOf(' › '));

function resultOf(id, test) {
  const base = { id, name: id, timeSpentMs: test.duration ?? 0, fileName: join(process.cwd(), fileOf(id)) };
  if (test.status === 'skip' || test.status === 'todo') return { ...base, status: 2 };
  return test.errors.length === 0 ? { ...base, status: 0 } : { ...base, status: 1, failureMessage: failureOf(test.errors[0]) };
}

const failureOf = (error) => {
  const cause = Array.isArray(error) ? (error[0] ?? error[1]) : error;
  return String(cause?.message ?? cause);
};

function outcomeOf(result) {
  if (result.status === 'error') return result;
  if (result.status === 'timeout') return result;
  const run = result.tests.filter(({ status }) => status !== 2);
  const failed = run.filter(({ status }) => status === 1);
  if (failed.length === 0) return { status: 'survived', nrOfTests: run.length };
  return { status: 'killed', killedBy: failed.map(({ id }) => id), failureMessage: failed[0].failureMessage, nrOfTests: run.length };
}

export const strykerPlugins = [{ kind: 'TestRunner', name: 'specs', injectableClass: SpecRunner }];
