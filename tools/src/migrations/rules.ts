import type { Recorded } from './recorded';
import { stepsOf, type Step } from './statements';

export interface Finding {
  readonly migration: string;
  readonly rule: string;
  readonly detail: string;
}

interface Rule {
  readonly name: string;
  readonly against: RegExp;
  readonly unless?: RegExp;
  readonly why: string;
}

const volatile = /\bDEFAULT\b.*\b(RANDOM|GEN_RANDOM_UUID|UUIDV[47]|CLOCK_TIMESTAMP|TIMEOFDAY|NEXTVAL)\b|\bGENERATED\b|\b(SMALL|BIG)?SERIAL\b/;

/**
 * What a migration must not do while the version before works on: it reads and writes by the old schema, and every lock that a statement of it waits for or holds stops it.
 * Tables that the migration itself makes are nobody's yet.
 */
const rules: readonly Rule[] = [
  { name: 'drop', against: /^(DROP (TABLE|VIEW|MATERIALIZED VIEW|FUNCTION|PROCEDURE|TYPE|SEQUENCE|TRIGGER|SCHEMA|INDEX)|ALTER TABLE (DROP (?!CONSTRAINT|DEFAULT)|DETACH|ALTER (COLUMN )?\S+ DROP (DEFAULT|EXPRESSION|IDENTITY)))/, unless: /^DROP INDEX CONCURRENTLY/, why: 'the version before still uses it: stop using it in one version, drop it in a later one' },
  { name: 'rename', against: /\bRENAME\b/, why: 'the version before knows the old name: add the new one beside it, fill both, drop the old one in a later version' },
  { name: 'retype', against: /^(ALTER TABLE ALTER (COLUMN )?(?!COLUMN )\S+ (SET DATA )?TYPE|ALTER TYPE|ALTER DOMAIN)/, why: 'rewrites the table under a lock, and the version before expects the old type: add a column beside it' },
  { name: 'require', against: /^ALTER TABLE (ADD (COLUMN )?(?!CONSTRAINT).*\bNOT NULL\b|ALTER (COLUMN )?\S+ SET NOT NULL)/, unless: /^ALTER TABLE ADD.*\bDEFAULT\b/, why: 'the version before does not fill it: give it a default, or leave it empty until that version is gone' },
  { name: 'rewrite', against: new RegExp(`^ALTER TABLE (ADD (COLUMN )?.*(${volatile.source})|SET (UNLOGGED|LOGGED|TABLESPACE|ACCESS METHOD))`), why: 'writes every row anew under a lock: add the column empty, fill it in batches' },
  { name: 'constrain', against: /^(ALTER TABLE ADD (CONSTRAINT \S+ )?(CHECK|FOREIGN|UNIQUE|PRIMARY|EXCLUDE)|ALTER TABLE ADD (COLUMN )?.*\b(REFERENCES|UNIQUE|CHECK)\b|CREATE UNIQUE INDEX|CREATE (OR REPLACE )?(CONSTRAINT )?TRIGGER|CREATE (OR REPLACE )?RULE|CREATE POLICY|ALTER TABLE (ENABLE|FORCE) ROW)/, why: 'the version before may write what it forbids: say why it does not; NOT VALID first, VALIDATE in a later migration' },
  { name: 'replace', against: /^CREATE OR REPLACE (FUNCTION|PROCEDURE|VIEW)/, why: 'the version before uses it as it was: make another one beside it' },
  { name: 'index', against: /^CREATE (UNIQUE )?INDEX (?!CONCURRENTLY)/, why: 'stops every writer of the table for as long as it takes: CREATE INDEX CONCURRENTLY, in a migration of its own with `transaction = false`' },
  { name: 'sweep', against: /^(UPDATE|DELETE)\b/, unless: /\bWHERE\b/, why: 'locks every row until the migration ends: fill in batches, beside the work' },
  { name: 'lock', against: /^(TRUNCATE|LOCK|CLUSTER|VACUUM|REINDEX|REFRESH MATERIALIZED VIEW)\b/, unless: /\bCONCURRENTLY\b/, why: 'keeps everybody from the table' },
  { name: 'opaque', against: /^(DO|CALL|EXECUTE)\b/, why: 'nobody can read here what it does to the tables: write the statements themselves' },
];

/** With these names a migration may say `reviewed = { drop: '…' }`. */
export const ruleNames = rules.map(({ name }) => name);

/** Shorter than this is no reason. */
const shortestReason = 40;

/** Why this migration must not run beside the version before; empty when it may. */
export function findingsOf(migration: Recorded): readonly Finding[] {
  const steps = migration.statements.flatMap(stepsOf);
  const made = new Set(steps.filter(({ text }) => text.startsWith('CREATE TABLE')).map(({ table }) => table));
  const broken = steps.filter(({ table }) => table === undefined || !made.has(table)).flatMap((step) => rules.filter((rule) => breaks(rule, step)).map((rule) => ({ rule, step })));
  const finding = (rule: string, detail: string): Finding => ({ migration: migration.name, rule, detail });
  return [
    ...broken.filter(({ rule }) => !(rule.name in migration.reviewed)).map(({ rule, step }) => finding(rule.name, `${step.table ?? ''} ${step.text}: ${rule.why}`.trim())),
    ...Object.entries(migration.reviewed).flatMap(([name, reason]) => {
      if (!broken.some(({ rule }) => rule.name === name)) return [finding('reviewed', `'${name}' is allowed, but nothing needs it: leave it out`)];
      return reason.trim().length < shortestReason ? [finding('reviewed', `'${name}' is allowed without a reason that a reader could follow`)] : [];
    }),
    ...concurrently(migration, steps).map((detail) => finding('concurrently', detail)),
    ...(migration.forwardOnly ? [] : [finding('forward', 'has a way back, which nobody has tried under load: let `down` throw, and mend by a new migration')]),
  ];
}

const breaks = ({ against, unless }: Rule, { text }: Step): boolean => against.test(text) && !unless?.test(text);

/** One that fails in the middle leaves an index that is not valid, and IF NOT EXISTS would be content with it. */
function concurrently({ transaction }: Recorded, steps: readonly Step[]): string[] {
  const making = steps.filter(({ text }) => /^CREATE (UNIQUE )?INDEX CONCURRENTLY/.test(text));
  if (making.length === 0) return [];
  const names = making.map(({ text }) => /CONCURRENTLY (?:IF NOT EXISTS )?(\S+)/.exec(text)?.[1] ?? '');
  const [name = ''] = names;
  return [
    ...(transaction ? ['CREATE INDEX CONCURRENTLY runs in no transaction: say `transaction = false`'] : []),
    ...(steps.length === 2 && steps[0]?.text === `DROP INDEX CONCURRENTLY IF EXISTS ${name}` ? [] : [`has to be these two alone, so that it can be tried again: DROP INDEX CONCURRENTLY IF EXISTS ${name}; and then the index`]),
  ];
}
