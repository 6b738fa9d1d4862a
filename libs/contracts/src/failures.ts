/** One thing that is wrong with a message. Names the place, never the value: it may be personal. */
export interface ContractError {
  /** As `lines[2].quantity`; empty for the message itself. */
  readonly path: string;
  /** In plain words, without the field's name: `must be at least 1`. */
  readonly message: string;
}

export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly errors: readonly ContractError[] };

export const maxContractErrors = 20;

/**
 * Collects what is wrong and remembers where the check is. Reused for every message, so that a valid one costs no memory:
 * checks are synchronous and never nest.
 */
export class Failures {
  private readonly trail: (string | number)[] = [];
  private depth = 0;
  private found: ContractError[] | undefined;

  begin(): void {
    this.depth = 0;
    this.found = undefined;
  }

  /** undefined when nothing is wrong. */
  end(): readonly ContractError[] | undefined {
    return this.found;
  }

  enter(step: string | number): void {
    this.trail[this.depth++] = step;
  }

  leave(): void {
    this.depth--;
  }

  full(): boolean {
    return this.found !== undefined && this.found.length >= maxContractErrors;
  }

  add(message: string): void {
    this.found ??= [];
    if (this.found.length < maxContractErrors) this.found.push({ path: this.path(), message });
  }

  private path(): string {
    let path = '';
    for (const step of this.trail.slice(0, this.depth)) {
      if (typeof step === 'number') path += `[${step}]`;
      else path += path === '' || step === anyKey ? step : `.${step}`;
    }
    return path;
  }
}

/** Stands for a key of a map: the sender chose it, so it may say something personal. */
export const anyKey = '[*]';
