import type { Pool } from 'pg';
import { allEvents, messageOf, schemas, type FieldSchema } from '@huiliu/contracts';
import { pagesOf } from '../databases/query';
import { Findings } from '../findings';
import { PersonalWords, type PersonalValue } from './personal-words';
import type { Logged } from './read-log';

/** Looks for personal data in everything that other departments or systems can read; says what kind it is and where, never the value. */
export class PersonalDataSeen {
  readonly found = new Findings();

  constructor(private readonly words: PersonalWords) {}

  /** Incoming topics may have it: they are restricted. So may their dead letters. */
  lookAtMessage({ topic, visibility, message, envelope }: Logged): void {
    if (visibility === 'incoming') return;
    const where = `${topic} ${envelope ? `event ${envelope.id} (${envelope.type})` : `offset ${message.offset}`}`;
    const kind = this.words.find(message.value) ?? this.words.find(message.key) ?? Object.values(message.headers).map((header) => this.words.find(header)).find((each) => each !== undefined);
    if (kind !== undefined) return this.found.add(`${where} has somebody's ${kind}`);
    const field = personalKey.exec(message.value)?.[1];
    if (field !== undefined) this.found.add(`${where} has a field ${field}, which the contracts mark as personal`);
  }

  async lookAtSpans(telemetry: Pool): Promise<void> {
    const { rows } = await telemetry.query<{ there: boolean }>(`SELECT to_regclass('span') IS NOT NULL AS there`);
    if (rows[0]?.there !== true) return;
    for await (const page of pagesOf<{ span_id: string; name: string; attributes: string }>(telemetry, 'SELECT span_id, name, attributes::text FROM span')) {
      for (const { span_id, name, attributes } of page) {
        const kind = this.words.find(name) ?? this.words.find(attributes);
        if (kind !== undefined) this.found.add(`span ${span_id} has somebody's ${kind}`);
      }
    }
  }
}

/** Every value by which a customer could be recognised: intake's contacts, what customers wrote, and what was answered. */
export async function personalWordsOf(intake: Pool, feedback: Pool): Promise<PersonalWords> {
  const values: PersonalValue[] = [];
  const kinds = ['name', 'phone', 'email', 'address'] as const;
  for await (const page of pagesOf<Record<(typeof kinds)[number], string>>(intake, 'SELECT name, phone, email, address FROM customer')) {
    for (const row of page) values.push(...kinds.map((kind) => ({ kind, text: row[kind] })));
  }
  for await (const page of pagesOf<{ comment: string }>(feedback, `SELECT DISTINCT comment FROM survey WHERE comment <> ''`)) {
    values.push(...page.map(({ comment }) => ({ kind: 'comment', text: comment })));
  }
  for (const [pool, select] of [[intake, 'SELECT text FROM question'], [feedback, 'SELECT text FROM answer']] as const) {
    for await (const page of pagesOf<{ text: string }>(pool, select)) values.push(...page.map(({ text }) => ({ kind: 'words', text })));
  }
  return new PersonalWords(values);
}

/** Names of fields that are personal wherever they stand: those marked so, but for names that other events use for something else. */
const personalKey = ((): RegExp => {
  const named = (personal: boolean, visible: (visibility: string) => boolean): Set<string> =>
    new Set(allEvents.filter(({ visibility }) => visible(visibility)).flatMap(({ name }) => fieldsOf(name).filter(([, field]) => (field['x-personal'] === true) === personal).map(([key]) => key)));
  const harmless = named(false, (visibility) => visibility !== 'incoming');
  const personal = [...named(true, () => true)].filter((key) => !harmless.has(key));
  return new RegExp(`"(${personal.join('|')})":`);
})();

function fieldsOf(name: string): (readonly [string, FieldSchema])[] {
  return Object.entries(schemas[name]?.properties ?? {}).flatMap(([key, field]) => {
    const held = [field, field.items, field.additionalProperties].flatMap((each) => (each ? (messageOf(each) ?? []) : []));
    return [[key, field] as const, ...held.flatMap(fieldsOf)];
  });
}
