// Stryker's ignorer for what only people read: messages of errors and refusals, reasons that are only logged, and the name of a state machine and who may take its
// steps, which stand in docs/generated/state-machines.md and are compared with it by `npm run check`. No spec should pin such words, so a changed one is no gap. Codes, kinds and
// what is said to customers or shown in a timeline are tried like everything else.

/** Which argument of a call is prose; of what ends in Error it is the first. */
const proseArgument = new Map([['domainError', 1], ['invariant', 1], ['ignored', 0], ['notYet', 0], ['contradiction', 2], ['exceeded', 2]]);
const proseProperties = new Set(['message', 'actor']);

function isProse({ node, parent, parentPath }) {
  if (parent?.type === 'ObjectProperty') return parent.value === node && (proseProperties.has(parent.key.name) || (parent.key.name === 'name' && isMachine(parentPath.parent)));
  if (parent?.type !== 'CallExpression' && parent?.type !== 'NewExpression') return false;
  const { name = '' } = parent.callee;
  const place = name.endsWith('Error') && parent.type === 'NewExpression' ? 0 : proseArgument.get(name);
  return place !== undefined && parent.arguments[place] === node;
}

const isMachine = ({ properties = [] }) => ['name', 'initial', 'final', 'moves'].every((name) => properties.some(({ key }) => key?.name === name));

export const strykerPlugins = [{ kind: 'Ignore', name: 'prose', value: { shouldIgnore: (path) => (isProse(path) ? 'only people read it' : undefined) } }];
