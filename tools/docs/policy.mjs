import { load } from './load.mjs';
import { code, page, table } from './markdown.mjs';

/** The rules that a new installation decides by. */
export function writePolicy() {
  const { defaultPolicy: policy } = load('apps/review/dist/domain/default-policy.js');
  return page(
    `Review policy ${policy.version}`,
    `What a new installation decides by, from [default-policy.ts](../../apps/review/src/domain/default-policy.ts). Rules are looked at in this order, and the first that does not merely note decides; the decision keeps the version, the rules that fired and the facts they saw. Calendar days are those of ${policy.timeZone}; a person has ${policy.reviewHours} hours. In force from ${policy.activeFrom}. A template, to be checked by the shop's counsel.`,
    table(['', 'rule', 'when all of this holds', 'then', 'why'], policy.rules.map((rule, index) => [index + 1, code(rule.id), rule.when.length === 0 ? 'always' : rule.when.map(inWords).join('; '), consequence(rule), rule.why])),
    '## Rounds',
    `Whoever decides may ask for evidence up to ${policy.evidenceRequests} times in a case; the customer has ${policy.evidenceHours} hours, then the rules reject with ${code('EVIDENCE_NOT_SUPPLIED')}. A rejected application may be supplemented within ${policy.supplementHours} hours, up to ${policy.supplements} times; then the rules look again, and what they would reject goes to a person. Final at once are rejections for ${policy.finalReasons.map(code).join(', ')}, and of cases whose units are not reserved.`,
    '## Limits',
    'In minor units of each currency. In a currency without an amount every claim counts as above the limit.',
    limits(policy.limits),
    '## Exchanges in advance',
    policy.advance ? `Where the customer asks for it, goods leave before the others are back, for ${policy.advance.reasons.map(code).join(', ')}, up to ${Object.entries(policy.advance.atMostMinor).map(([currency, amount]) => `${amount} ${currency}`).join(', ')} (minor units; in another currency never). Their price is held for ${policy.advance.holdForDays} days.` : 'None.',
    '## Facts',
    `Facts are text; several values stand side by side. ${code('days_since_signing')} counts calendar days from the day after signing to the customer's notice; ${code('claims')} is reason and condition of each line together, as ${code('no_reason:used')}; ${code('obstacles')} is why units could not be reserved. A fact that there is nothing to say about is absent; then only the question whether it is absent holds.`,
  );
}

function inWords(condition) {
  const fact = code(condition.fact);
  if ('is' in condition) return `${fact} is ${condition.is}`;
  if ('in' in condition) return `${fact} is one of ${condition.in.join(', ')}`;
  if ('above' in condition) return `${fact} above ${bound(condition.above)}`;
  if ('below' in condition) return `${fact} below ${bound(condition.below)}`;
  if ('absent' in condition) return condition.absent ? `no ${fact}` : `any ${fact}`;
  throw new Error(`a condition that this document has no words for: ${JSON.stringify(condition)}`);
}

const bound = (value) => (typeof value === 'number' ? String(value) : `the limit ${code(value.limit)}`);

function consequence(rule) {
  if (rule.then === 'reject') return `reject: ${code(rule.reason.code)}`;
  return { approve: 'approve', person: 'ask a person', note: 'note it, go on' }[rule.then];
}

function limits(byName) {
  const currencies = [...new Set(Object.values(byName).flatMap((amounts) => Object.keys(amounts)))].sort();
  return table(['limit', ...currencies], Object.entries(byName).map(([name, amounts]) => [code(name), ...currencies.map((currency) => amounts[currency] ?? '–')]));
}
