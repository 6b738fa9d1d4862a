// Just enough YAML to write plain data: block style, text quoted as JSON (which YAML can read) whenever it could mean something else.
const plain = /^[A-Za-z_/][\w ./-]*$/;
const meaning = /^(true|false|null|yes|no|on|off|y|n|~)$/i;

export function toYaml(value, indent = '') {
  return isBranch(value) ? writeBranch(value, indent).slice(1) : `${scalar(value)}\n`;
}

function writeBranch(value, indent) {
  const entries = Array.isArray(value) ? value.map((each) => ['-', each]) : Object.entries(value).map(([key, each]) => [`${scalar(key)}:`, each]);
  const lines = entries.map(([lead, each]) => {
    if (!isBranch(each)) return `\n${indent}${lead} ${scalar(each)}`;
    // A list's entry goes on on the same line; a key's value begins on the next.
    const inner = writeBranch(each, `${indent}  `).replace(/\n$/, '');
    return lead === '-' ? `\n${indent}- ${inner.slice(indent.length + 3)}` : `\n${indent}${lead}${inner}`;
  });
  return `${lines.join('')}\n`;
}

const isBranch = (value) => typeof value === 'object' && value !== null && Object.keys(value).length > 0;

function scalar(value) {
  if (typeof value === 'string') return plain.test(value) && !meaning.test(value) && !value.endsWith(' ') ? value : JSON.stringify(value);
  return JSON.stringify(value);
}
