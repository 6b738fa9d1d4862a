import { domainError, ok, type DomainError, type Result } from './result';

/**
 * A state machine as data: who may do what, in which state, leading where. Docs are drawn from it and tests walk it.
 * `actor` names who may take the action, as `rules`, `person`, `carrier`, `wms`, `provider`, `customer`.
 */
export interface Machine<State extends string, Action extends string> {
  readonly name: string;
  readonly initial: State;
  readonly final: readonly State[];
  readonly moves: Readonly<Record<State, Partial<Readonly<Record<Action, Move<State>>>>>>;
}

export interface Move<State extends string> {
  readonly to: State;
  readonly actor: string;
}

/** Where `action` leads from `state`; ILLEGAL_MOVE, which changes nothing, when it leads nowhere. */
export function step<State extends string, Action extends string>(machine: Machine<State, Action>, state: State, action: Action): Result<State, DomainError> {
  const move = machine.moves[state][action];
  if (move) return ok(move.to);
  const possible = Object.keys(machine.moves[state]);
  const hint = possible.length === 0 ? `${state} is final` : `possible now: ${possible.join(', ')}`;
  return domainError('ILLEGAL_MOVE', `${machine.name}: ${action} is not possible in state ${state}; ${hint}`);
}

export const isFinal = <State extends string, Action extends string>(machine: Machine<State, Action>, state: State): boolean => machine.final.includes(state);

/** What is wrong with a machine: states that can't be reached, dead ends that are not final, final states that go on. Empty when sound. */
export function faultsOf<State extends string, Action extends string>(machine: Machine<State, Action>): string[] {
  const states = Object.keys(machine.moves) as State[];
  const targets = (state: State): State[] => Object.values(machine.moves[state] as Record<string, Move<State>>).map((move) => move.to);
  const reached = new Set<State>([machine.initial]);
  for (const state of reached) for (const to of targets(state)) reached.add(to);
  return [
    ...states.filter((state) => !reached.has(state)).map((state) => `${state} can't be reached`),
    ...states.filter((state) => targets(state).length === 0 && !machine.final.includes(state)).map((state) => `${state} is a dead end but not final`),
    ...machine.final.filter((state) => targets(state).length > 0).map((state) => `${state} is final but goes on`),
  ];
}
