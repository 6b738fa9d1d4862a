import { createHash } from 'node:crypto';
import { ErrorKind } from '@huiliu/platform';
import { canonical } from './canonical';
import { refused, type Outcome } from './outcome';

/** A view with a tag, which is another one as soon as anything else in the view is. */
export const tagged = <View extends object>(view: View): View & { readonly tag: string } => ({ ...view, tag: createHash('sha256').update(canonical(view)).digest('base64url').slice(0, 22) });

/**
 * A refusal when the caller has decided on something else than there is: `seen` is the tag of the view that they saw, undefined when they did not say. Asked under the locks of the command, so that nothing comes
 * between the look and the change. Undefined: go on.
 */
export function changedSince(seen: string | undefined, now: { readonly tag?: string | undefined } | undefined): Outcome | undefined {
  if (seen === undefined || now === undefined || now.tag === seen) return undefined;
  return refused({ code: 'CHANGED_MEANWHILE', kind: ErrorKind.CHANGED, message: 'this has changed since you looked at it: look again, then decide' });
}
