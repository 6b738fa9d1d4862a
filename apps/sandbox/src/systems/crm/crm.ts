import { CaseOutcomeReported, CaseReopened, ChoiceKind, ChoiceOffered, CaseResult, SurveyInvited, SurveyReplied, VariantsQuoted } from '@huiliu/contracts';
import { quotedVariants, type Shop } from '../../drawing/quoted-variants';
import { say } from '../../feed/say';
import { everyday, type Mix } from '../../mix/mix';
import { isoTime } from '../../orders/shop-time';
import { randomOf } from '../../random/random';
import type { Database } from '../../store/database';
import type { Answer } from '../../store/heard';
import { keep, type AnsweringSystem } from '../answering';
import { isOf, type Heard } from '../heard';
import type { Offer } from '../staff/choosers';

const hourMs = 3_600_000;

const comments = ['Quick and friendly, thank you.', 'It took a while, but it worked out.', 'I would have liked to be told sooner.', 'Easy to do.', 'Had to ask twice.'];

/**
 * Notes how cases ended, quotes what else can be sent where something is out of stock, sends the surveys on and brings the answers back: a share of the customers replies.
 * @param requestedAtMs when a request of CRM's was made; undefined for what is not CRM's
 * @param tellToChoose tells customers that they have to choose
 * @param tellEnded tells customers how what they wanted of goods has ended
 */
export function crm(seed: string, database: Database, requestedAtMs: (requestId: string) => number | undefined, onEnded: () => void, mix: Mix = everyday, tellToChoose: (offers: readonly Offer[]) => Promise<void> = () => Promise.resolve(), shop: Shop = { lineOf: () => undefined, skus: [] }, tellEnded: (caseNumbers: readonly string[]) => Promise<void> = () => Promise.resolve()): AnsweringSystem {
  return {
    name: 'crm',
    answer: (heard, businessAtMs) => {
      if (isOf(heard, CaseOutcomeReported)) return { says: [], businessAtMs: requestedAtMs(heard.data.requestId), facts: [CaseResult.word(heard.data.result)] };
      if (isOf(heard, CaseReopened)) return { says: [], businessAtMs: undefined, facts: ['reopened'] };
      if (isOf(heard, ChoiceOffered)) return quoteFor(seed, heard, businessAtMs, shop);
      return isOf(heard, SurveyInvited) ? replyOf(seed, heard, businessAtMs, mix) : { says: [], businessAtMs: undefined, facts: ['other'] };
    },
    afterwards: async (heard) => {
      const requestIds = heard.flatMap((event) => (isOf(event, CaseOutcomeReported) && event.data.requestId !== '' ? [event.data.requestId] : []));
      if (requestIds.length > 0) await database.query('INSERT INTO ended_request (request_id) SELECT DISTINCT unnest($1::text[]) ON CONFLICT DO NOTHING', [requestIds]);
      await tellEnded(heard.flatMap((event) => (isOf(event, CaseOutcomeReported) && !['answered', 'turned'].includes(CaseResult.word(event.data.result)) ? [event.data.ref.caseNumber] : [])));
      await tellToChoose(heard.flatMap((event) => (isOf(event, ChoiceOffered) ? [offerOf(event.data, shop)] : [])));
    },
    onAnswered: (heard) => {
      if (isOf(heard, CaseOutcomeReported)) onEnded();
    },
  };
}

const offerOf = (offered: ChoiceOffered, shop: Shop): Offer => ({ caseNumber: offered.ref.caseNumber, number: offered.number, kind: ChoiceKind.word(offered.kind), isQuoted: missingLine(offered, shop) !== undefined, variants: offered.variants });

const missingLine = ({ ref, missingUnits }: ChoiceOffered, shop: Shop) => (missingUnits && shop.skus.length > 2 ? shop.lineOf(ref.orderId, missingUnits.orderLineId) : undefined);

/** Once for each choice: it is told again with what was quoted. */
function quoteFor(seed: string, { key: caseId, data }: Heard<ChoiceOffered>, atMs: number, shop: Shop): Answer {
  const { ref, number, missingUnits, variants } = data;
  const line = missingLine(data, shop);
  if (!line || !missingUnits || variants.length > 0) return { says: [], businessAtMs: undefined, facts: ['toldToChoose'] };
  const quoted: VariantsQuoted = { ref, number, variants: quotedVariants(seed, `${caseId}/${number}`, { sku: missingUnits.sku, line }, shop) };
  return { says: [keep(say(VariantsQuoted, `quote-${caseId}-${number}`, caseId, atMs, quoted))], businessAtMs: undefined, facts: ['toldToChoose', 'quoted'] };
}

function replyOf(seed: string, { key: caseId, data: { surveyId } }: Heard<SurveyInvited>, businessAtMs: number, mix: Mix): Answer {
  const random = randomOf(seed, 'survey', surveyId);
  const survey = random.weighted(mix.survey);
  if (survey === 'left') return { says: [], businessAtMs: undefined, facts: ['invited'] };
  const atMs = businessAtMs + random.between(3, 96) * hourMs;
  const data: SurveyReplied = {
    caseId,
    surveyId,
    score: Number(random.weighted({ '1': 0.08, '2': 0.08, '3': 0.16, '4': 0.3, '5': 0.38 })),
    comment: random.chance(0.4) ? random.pick(comments) : '',
    repliedAt: isoTime(atMs),
  };
  return { says: [keep(say(SurveyReplied, `reply-${surveyId}`, caseId, atMs, data))], businessAtMs: atMs, facts: ['invited', 'replied'], branches: ['survey.replied'] };
}
