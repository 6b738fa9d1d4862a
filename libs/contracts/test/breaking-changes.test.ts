import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

jest.setTimeout(120_000);

const root = resolve(__dirname, '../../..');

/** File below proto/huiliu, what stands there, and what it becomes. */
type Edit = readonly [file: string, from: string | RegExp, to: string];

/** Each with the words in which it has to be reported. Those that buf finds itself come first. */
const breaking: readonly (readonly [what: string, edit: Edit, found: string])[] = [
  ['a field removed', ['logistics/v1/events.proto', /(message ParcelLost \{[\s\S]*?)\n[^\n]*occurred_at = 3[^\n]*/, '$1'], '"3" with name "occurred_at" on message "ParcelLost"'],
  ['a field given another type', ['feedback/v1/events.proto', 'int32 score = 3 [(huiliu.options.v1.rule) = {required: true, min: 1, max: 5}]', 'string score = 3 [(huiliu.options.v1.rule) = {required: true}]'], '"score" on message "SurveyAnswered" changed type'],
  ['a field renumbered', ['review/v1/events.proto', 'claimed_by = 3', 'claimed_by = 4'], '"3" with name "claimed_by" on message "ReviewTaskClaimed"'],
  ['a field renamed', ['warehouse/v1/events.proto', 'string move_id = 2', 'string movement_id = 2'], '"move_id" to "movement_id"'],
  ['one value made a list', ['refund/v1/events.proto', 'string code = 4', 'repeated string code = 4'], '"code" on message "RefundLegFailed" changed'],
  ['an enum value removed', ['integration/v1/carrier.proto', /\n[^\n]*TRACKING_STATUS_LOST = 4;/, ''], '"4" on enum "TrackingStatus"'],
  ['another request', ['feedback/v1/service.proto', 'rpc GetSurvey(GetSurveyRequest)', 'rpc GetSurvey(GetSurveyResponse)'], '"GetSurvey" on service "FeedbackService" changed request type'],

  ['a required field removed, its number reserved', ['feedback/v1/events.proto', /(message SurveySent \{[\s\S]*?)\n[^\n]*survey_id = 2[^\n]*/, '$1\n  reserved 2;\n  reserved "survey_id";'], 'SurveySent.surveyId is gone'],
  ['an enum value removed, its number reserved', ['common/v1/common.proto', 'LIABILITY_SUPPLIER = 4;', 'reserved 4;\n  reserved "LIABILITY_SUPPLIER";'], 'LIABILITY_SUPPLIER is gone'],
  ['an event removed', ['warehouse/v1/events.proto', /message ItemsReceived \{[\s\S]*?\n\}\n/, ''], 'warehouse.v1.ItemsReceived is gone'],
  ['an event that is none any more', ['logistics/v1/events.proto', /(message ParcelInTransit \{)\s*option [\s\S]*?\};/, '$1'], 'ParcelInTransit is no event any more'],
  ['an event on another topic', ['intake/v1/events.proto', /(message EvidenceAdded \{[\s\S]*?topic: )"huiliu.intake.v1"/, '$1"huiliu.review.v1"'], 'EvidenceAdded: its topic was huiliu.intake.v1'],
  ['an event with another key', ['intake/v1/events.proto', /(message CaseClosed \{[\s\S]*?key: )"case"/, '$1"order"'], 'CaseClosed: its key was case'],
  ['an outgoing event made an inner one', ['integration/v1/finance.proto', /(message LedgerPosted \{[\s\S]*?)VISIBILITY_OUTGOING/, '$1VISIBILITY_INNER'], 'LedgerPosted: its visibility was outgoing'],
  ['a bound made narrower', ['integration/v1/crm.proto', /(message OrderPlaced \{[\s\S]*?order_id = 1 [^\n]*max_length: )64/, '$132'], 'OrderPlaced.orderId: its maxLength was 64'],
  ['a new bound', ['refund/v1/events.proto', 'int32 attempt = 6;', 'int32 attempt = 6 [(huiliu.options.v1.rule) = {max: 9}];'], 'RefundLegFailed.attempt: got max 9'],
  ['another pattern', ['common/v1/common.proto', '(photo|video|document)', '(photo|video)'], 'EvidenceRef.kind: its pattern changed'],
  ['a field that became required', ['intake/v1/events.proto', /(message CaseSubmitted \{[\s\S]*?customer_id = 3 [^\n]*\{)max/, '$1required: true, max'], 'CaseSubmitted.customerId: became required'],
  ['a new field that is required', ['refund/v1/events.proto', /(message RefundSettled \{[\s\S]*?settled_at = 4[^\n]*)/, '$1\n  string provider = 6 [(huiliu.options.v1.rule) = {required: true, max_length: 64}];'], 'RefundSettled.provider: is new and required'],
  ['a method removed', ['logistics/v1/service.proto', /\n[^\n]*rpc GetReturnShipment\([^\n]*/, ''], 'LogisticsService.getReturnShipment is gone'],
];

const safe: readonly (readonly [what: string, edit: Edit])[] = [
  ['a new field that may be left out', ['refund/v1/events.proto', /(message RefundSettled \{[\s\S]*?settled_at = 4[^\n]*)/, '$1\n  string provider = 6 [(huiliu.options.v1.rule) = {max_length: 64}];']],
  ['a new enum value', ['common/v1/common.proto', 'GRADE_D = 4;', 'GRADE_D = 4;\n  GRADE_E = 5;']],
  ['a new event', ['feedback/v1/events.proto', /$/, '\nmessage SurveyWithdrawn {\n  option (huiliu.options.v1.event) = {\n    topic: "huiliu.feedback.v1"\n    key: "case"\n    visibility: VISIBILITY_INNER\n    said_by: "feedback"\n    heard_by: "intake"\n  };\n  huiliu.common.v1.CaseRef ref = 1 [(huiliu.options.v1.rule) = {required: true}];\n}\n']],
  ['one more who hears', ['logistics/v1/events.proto', /(message ParcelLost \{[\s\S]*?heard_by: "intake")/, '$1\n    heard_by: "refund"']],
  ['a wider bound', ['integration/v1/crm.proto', /(message OrderPlaced \{[\s\S]*?order_id = 1 [^\n]*max_length: )64/, '$180']],
  ['a field that need not be there any more', ['intake/v1/events.proto', /(message EvidenceAdded \{[\s\S]*?string kind = 3 [^\n]*)required: true, /, '$1']],
  ['an optional field removed, its number reserved', ['refund/v1/events.proto', 'bool will_retry = 5;', 'reserved 5;\n  reserved "will_retry";']],
  ['a new method', ['feedback/v1/service.proto', 'rpc GetSurvey(', 'rpc LookAtSurvey(GetSurveyRequest) returns (GetSurveyResponse);\n  rpc GetSurvey(']],
  ['a better comment', ['common/v1/common.proto', '// as new', '// as good as new']],
];

/** The contracts with these changes, checked as `npm run check` does. */
async function checked(edits: readonly Edit[]): Promise<{ code: number; output: string }> {
  const copy = mkdtempSync(join(tmpdir(), 'huiliu-contracts-'));
  try {
    for (const path of ['proto', 'tools/generate', 'buf.yaml', 'package.json']) cpSync(join(root, path), join(copy, path), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    for (const [file, from, to] of edits) {
      const path = join(copy, 'proto/huiliu', file);
      const text = readFileSync(path, 'utf8');
      const changed = text.replace(from, to);
      // An edit that finds nothing would prove nothing.
      if (changed === text) throw new Error(`${file} has no ${String(from)}`);
      writeFileSync(path, changed);
    }
    return await new Promise((done) => execFile(process.execPath, [join(copy, 'tools/generate/breaking.mjs')], { cwd: copy }, (error, stdout, stderr) => done({ code: error ? Number(error.code) : 0, output: stdout + stderr })));
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

describe('a change of the contracts', () => {
  let found: { code: number; output: string };
  let lines: string[];
  beforeAll(async () => {
    found = await checked(breaking.map(([, edit]) => edit));
    lines = found.output.trim().split('\n');
  });

  it('that breaks is refused', () => {
    expect(found).toMatchObject({ code: 1, output: expect.stringContaining('Make a new version beside the old one') });
  });

  it.each(breaking)('is found to break: %s', (_what, _edit, words) => {
    expect(lines.filter((line) => line.includes(words))).not.toEqual([]);
  });

  it('that breaks nothing is taken into the baseline, whatever is added', async () => {
    expect(await checked(safe.map(([, edit]) => edit))).toEqual({ code: 0, output: 'compatible changes taken into the baseline\n' });
  });
});
