import 'reflect-metadata';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { departments } from '@huiliu/contracts';
import { messagingMigrations } from '@huiliu/messaging';
import { record, type MigrationClass, type Recorded } from './recorded';
import { findingsOf } from './rules';

// Holds that migrations can run beside the version before.
//   node tools/dist/migrations/main.js              those that were released are as they were; the others break no rule of rules.ts
//   node tools/dist/migrations/main.js --release    takes all into the list of those that were released

const root = join(__dirname, '../../..');
const releasedFile = join(root, 'tools/released-migrations.json');

/** Owner → name of the migration → digest of what it does. */
type Released = Readonly<Record<string, Readonly<Record<string, string>>>>;

async function recordAll(): Promise<ReadonlyMap<string, readonly Recorded[]>> {
  const load = createRequire(__filename);
  const owners = new Map<string, readonly MigrationClass[]>([['messaging', messagingMigrations]]);
  for (const name of [...departments, 'webhooks']) {
    const definitions = load(join(root, 'apps', name, 'dist/department.js')) as Readonly<Record<string, { readonly migrations: readonly MigrationClass[] }>>;
    owners.set(name, definitions[name]?.migrations ?? []);
  }
  return new Map(await Promise.all([...owners].map(async ([owner, migrations]) => [owner, await Promise.all(migrations.map(record))] as const)));
}

function complaintsOf(all: ReadonlyMap<string, readonly Recorded[]>, released: Released): string[] {
  const gone = Object.entries(released).flatMap(([owner, names]) =>
    Object.keys(names).filter((name) => !all.get(owner)?.some((migration) => migration.name === name)).map((name) => `${owner} ${name}: was released and is gone; whoever starts anew would miss what it did`),
  );
  return [...gone, ...[...all].flatMap(([owner, migrations]) => migrations.flatMap((migration) => complaintsOfOne(owner, migration, released[owner]?.[migration.name])))];
}

function complaintsOfOne(owner: string, migration: Recorded, released: string | undefined): string[] {
  if (released === undefined) return findingsOf(migration).map(({ rule, detail }) => `${owner} ${migration.name}: [${rule}] ${detail}`);
  return released === migration.digest ? [] : [`${owner} ${migration.name}: was released and does something else now; databases that have run it stay as they are. Put it back, and write a new one`];
}

async function main(): Promise<void> {
  const all = await recordAll();
  const released = existsSync(releasedFile) ? (JSON.parse(readFileSync(releasedFile, 'utf8')) as Released) : {};
  const count = [...all.values()].reduce((sum, migrations) => sum + migrations.length, 0);
  if (process.argv.includes('--release')) {
    const list: Released = Object.fromEntries([...all].map(([owner, migrations]) => [owner, Object.fromEntries(migrations.map(({ name, digest }) => [name, digest]))]));
    writeFileSync(releasedFile, `${JSON.stringify(list, null, 2)}\n`);
    process.stdout.write(`${count} migrations are released\n`);
    return;
  }
  const complaints = complaintsOf(all, released);
  for (const complaint of complaints) process.stderr.write(`${complaint}\n`);
  if (complaints.length > 0) {
    process.stderr.write('How a change is cut into steps that two versions can live with: docs/upgrades.md. What has to be done all the same says why: `reviewed = { rule: reason }`.\n');
    process.exitCode = 1;
    return;
  }
  const old = Object.values(released).reduce((sum, names) => sum + Object.keys(names).length, 0);
  process.stdout.write(`${old} released migrations are as they were, ${count - old} new ones can run beside the version before\n`);
}

void main();
