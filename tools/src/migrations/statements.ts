/** One step of a migration, in capitals and with single spaces; texts and bodies of functions are left out of it. */
export interface Step {
  /** `ALTER TABLE` is taken apart: one step for each of its actions. */
  readonly text: string;
  /** The table that it is about; undefined when it is about none. */
  readonly table: string | undefined;
}

/** The steps of some SQL, without being a parser: enough for statements as migrations have them. */
export function stepsOf(sql: string): readonly Step[] {
  return split(plain(sql), ';').flatMap((statement) => {
    const text = statement.replaceAll(/\s+/g, ' ').trim().toUpperCase();
    if (text === '') return [];
    const alter = /^ALTER TABLE (?:IF EXISTS )?(?:ONLY )?(\S+) (.*)$/.exec(text);
    if (alter) return split(alter[2] ?? '', ',').map((action) => ({ text: `ALTER TABLE ${action.trim()}`, table: nameOf(alter[1]) }));
    return [{ text, table: nameOf(tableOf(text)) }];
  });
}

const tables = [
  /^CREATE (?:UNLOGGED )?TABLE (?:IF NOT EXISTS )?([^\s(]+)/,
  /^CREATE (?:UNIQUE )?INDEX .*?\bON (?:ONLY )?([^\s(]+)/,
  /^CREATE (?:OR REPLACE )?(?:CONSTRAINT )?TRIGGER .*?\bON (\S+)/,
  /^UPDATE (?:ONLY )?(\S+)/,
  /^DELETE FROM (?:ONLY )?(\S+)/,
  /^INSERT INTO ([^\s(]+)/,
  /^TRUNCATE (?:TABLE )?(\S+)/,
  /^COMMENT ON (?:TABLE|COLUMN) ([^\s.]+)/,
];

const tableOf = (text: string): string | undefined => tables.map((pattern) => pattern.exec(text)?.[1]).find((name) => name !== undefined);

const nameOf = (name: string | undefined): string | undefined => name?.replaceAll('"', '').replace(/^PUBLIC\./, '');

/** Comments gone; texts, and bodies between dollars, as `''`. */
function plain(sql: string): string {
  return sql.replaceAll(/--[^\n]*|\/\*[\s\S]*?\*\/|(\$\w*\$)[\s\S]*?\1|'(?:[^']|'')*'/g, (found) => (found.startsWith('--') || found.startsWith('/*') ? ' ' : "''"));
}

/** Not inside of brackets. */
function split(text: string, separator: ';' | ','): string[] {
  const parts: string[] = [];
  let depth = 0;
  let begin = 0;
  for (let index = 0; index < text.length; index++) {
    const letter = text[index];
    if (letter === '(') depth++;
    if (letter === ')') depth--;
    if (letter === separator && depth === 0) {
      parts.push(text.slice(begin, index));
      begin = index + 1;
    }
  }
  return [...parts, text.slice(begin)];
}
