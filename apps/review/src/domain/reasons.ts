import type { Policy, Reason } from './policy';

const otherwise = 'A member of our staff looked at your application and could not approve it. Ask customer service if you have questions.';

/** The clock's reason, where evidence was asked for and none came. */
export const evidenceNotSupplied: Reason = {
  code: 'EVIDENCE_NOT_SUPPLIED',
  message: 'We asked you to show what you apply for, and nothing came in time. Supplement your application with photos, a video or documents, or apply again.',
};

/** A person names a code; its message is the policy's where the policy has that reason, and a general one elsewhere. Undefined without a code. */
export function reasonOf(code: string, policy: Policy): Reason | undefined {
  if (code === '') return undefined;
  for (const rule of policy.rules) if (rule.then === 'reject' && rule.reason.code === code) return rule.reason;
  return { code, message: otherwise };
}
