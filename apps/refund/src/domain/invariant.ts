/** Money that does not add up is a bug: nothing is written then, and the case stops until a person has looked. */
export function invariant(holds: boolean, message: string): asserts holds {
  if (!holds) throw new Error(`money does not add up: ${message}`);
}
