const notice = '<!-- Generated from the code by tools/docs.mjs (`npm run docs`); do not edit. -->';

/** A generated page: blocks with a blank line between them. */
export const page = (title, ...blocks) => `${[notice, `# ${title}`, ...blocks.flat()].join('\n\n')}\n`;

/** Rows of text, each as long as the heads. */
export function table(heads, rows) {
  const line = (cells) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(heads), `|${heads.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

export const code = (text) => `\`${text}\``;

const cell = (text) => String(text).replaceAll('|', '\\|').replaceAll('\n', ' ');
