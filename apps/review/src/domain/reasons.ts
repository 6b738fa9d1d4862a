import type { Policy, Reason } from './policy';

const otherwise = 'A member of our staff looked at your application and could not approve it. Ask customer service if you have questions.';

/** A person names a code; its message is the policy's where the policy has that reason, and a general one elsewhere. Undefined without a code. */
export function reasonOf(code: string, policy: Policy): Reason | undefined {
  if (code === '') return undefined;
  for (const rule of policy.rules) if (rule.then === 'reject' && rule.reason.code === code) return rule.reason;
  return { code, message: otherwise };
}
