import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { departments, load, root } from './load.mjs';
import { code, page, table } from './markdown.mjs';

/** Every Machine that a department's domain exports, drawn from the data that the code itself steps through. */
export function writeStateMachines() {
  const { faultsOf } = load('libs/kernel/dist/index.js');
  const found = departments.flatMap(machinesOf);
  for (const { machine } of found) {
    const faults = faultsOf(machine);
    if (faults.length > 0) throw new Error(`state machine ${machine.name}: ${faults.join('; ')}`);
  }
  return page(
    'State machines',
    'Who may do what, in which state, and where it leads. A move that is not here is refused and changes nothing.',
    'A case as a whole is derived by intake from what it has heard. Departments are heard over topics of their own, in any order, so its status may skip a step that is not heard of yet; it never goes where the machine does not lead.',
    ...found.flatMap(section),
  );
}

function machinesOf(department) {
  const folder = `apps/${department}/dist/domain`;
  const files = readdirSync(join(root, folder)).filter((name) => name.endsWith('.js') && !name.endsWith('.spec.js')).sort();
  return files.flatMap((file) =>
    Object.values(load(`${folder}/${file}`))
      .filter(isMachine)
      .map((machine) => ({ department, source: `apps/${department}/src/domain/${file.replace(/\.js$/, '.ts')}`, machine })),
  );
}

const isMachine = (value) => typeof value === 'object' && value !== null && typeof value.name === 'string' && typeof value.initial === 'string' && Array.isArray(value.final) && typeof value.moves === 'object';

function section({ department, source, machine }) {
  const moves = movesOf(machine);
  return [
    `## ${department}: ${machine.name}`,
    `From [${source}](../../${source}).`,
    diagram(machine, moves),
    table(['in state', 'may', 'by', 'leads to'], moves.map(({ from, action, actor, to }) => [code(from), code(action), actor, to === from ? `stays ${code(to)}` : code(to)])),
  ];
}

const movesOf = ({ moves }) => Object.entries(moves).flatMap(([from, actions]) => Object.entries(actions).map(([action, { to, actor }]) => ({ from, action, actor, to })));

function diagram({ initial, final }, moves) {
  const lines = [`[*] --> ${initial}`, ...moves.map(({ from, action, actor, to }) => `${from} --> ${to}: ${action} (${actor})`), ...final.map((state) => `${state} --> [*]`)];
  return ['```mermaid', 'stateDiagram-v2', ...lines.map((line) => `  ${line}`), '```'].join('\n');
}
