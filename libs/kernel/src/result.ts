/** An expected failure is a value with a code; a bug is thrown. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

export const err = <E>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error });

/** An expected failure of the domain. `code` is stable, for machines; `message` tells a person what to do next. */
export interface DomainError {
  readonly code: string;
  readonly message: string;
}

export const domainError = (code: string, message: string): { readonly ok: false; readonly error: DomainError } => err({ code, message });
