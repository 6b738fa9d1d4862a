/** Tables of the outside systems, each named after the system that owns it. Statements only ever get added at the end: a database that is there goes on from its version. */
export const migrations: readonly string[] = [
  `CREATE TABLE feed_progress (
     id smallint PRIMARY KEY CHECK (id = 1),
     fingerprint text NOT NULL,
     next_step bigint NOT NULL,
     finished_at timestamptz
   );
   CREATE TABLE application (
     request_id text PRIMARY KEY,
     key_number int NOT NULL DEFAULT 1,
     status text NOT NULL CHECK (status IN ('pending', 'accepted', 'refused')),
     case_id text,
     code text,
     business_at timestamptz NOT NULL
   );
   CREATE TABLE bus_position (
     party text NOT NULL,
     topic text NOT NULL,
     partition int NOT NULL,
     next bigint NOT NULL,
     PRIMARY KEY (party, topic, partition)
   );
   CREATE TABLE heard (
     party text NOT NULL,
     ce_source text NOT NULL,
     ce_id text NOT NULL,
     ce_type text NOT NULL,
     subject text NOT NULL,
     times int NOT NULL,
     business_at timestamptz,
     facts text[] NOT NULL,
     says jsonb NOT NULL,
     PRIMARY KEY (party, ce_source, ce_id)
   );
   CREATE INDEX heard_subject ON heard (subject);
   CREATE TABLE set_aside (
     party text NOT NULL,
     reason text NOT NULL,
     count bigint NOT NULL,
     PRIMARY KEY (party, reason)
   );
   CREATE TABLE provider_payment (
     payment_id text PRIMARY KEY,
     currency text NOT NULL,
     captured_minor bigint NOT NULL,
     refunded_minor bigint NOT NULL DEFAULT 0 CHECK (refunded_minor <= captured_minor)
   );
   CREATE TABLE provider_refund (
     idempotency_key text PRIMARY KEY,
     payment_id text NOT NULL,
     amount_minor bigint NOT NULL,
     currency text NOT NULL,
     status text NOT NULL CHECK (status IN ('settled', 'failed')),
     provider_reference text,
     code text,
     final boolean NOT NULL,
     attempts int NOT NULL,
     unanswered int NOT NULL DEFAULT 0
   );
   CREATE TABLE finance_refund (
     refund_id text PRIMARY KEY,
     case_id text NOT NULL,
     currency text NOT NULL,
     total_minor bigint NOT NULL,
     settled_at timestamptz NOT NULL
   );
   CREATE TABLE finance_leg (
     leg_id text PRIMARY KEY,
     refund_id text NOT NULL,
     payment_id text NOT NULL,
     amount_minor bigint NOT NULL
   );
   CREATE TABLE finance_entry (
     transaction_id text NOT NULL,
     number int NOT NULL,
     case_id text NOT NULL,
     currency text NOT NULL,
     memo text NOT NULL,
     account text NOT NULL,
     debit_minor bigint NOT NULL,
     credit_minor bigint NOT NULL,
     PRIMARY KEY (transaction_id, number)
   );
   CREATE TABLE finance_fault (
     ce_source text NOT NULL,
     ce_id text NOT NULL,
     code text NOT NULL,
     detail text NOT NULL,
     PRIMARY KEY (ce_source, ce_id, code)
   );
   CREATE TABLE staff_task (
     task_id text PRIMARY KEY,
     status text NOT NULL CHECK (status IN ('claiming', 'decided', 'left')),
     verdict text NOT NULL
   )`,
  `CREATE SEQUENCE history_run;
   CREATE TABLE history_attempt (
     attempt bigint PRIMARY KEY,
     principal text NOT NULL,
     operation text NOT NULL,
     commands jsonb NOT NULL,
     asked_at timestamptz NOT NULL
   );
   COMMENT ON COLUMN history_attempt.commands IS 'pairs of idempotency key or event id, and digest; what is published together is one attempt';
   CREATE TABLE history_outcome (
     attempt bigint PRIMARY KEY,
     outcome text NOT NULL CHECK (outcome IN ('ok', 'failed', 'unknown')),
     code text,
     answer jsonb,
     answered_at timestamptz NOT NULL
   );
   COMMENT ON TABLE history_outcome IS 'an attempt without an outcome was never answered as far as anybody knows'`,
  `CREATE TABLE cancellation (
     case_number text PRIMARY KEY,
     moment text NOT NULL CHECK (moment IN ('at_once', 'in_review', 'before_sending', 'too_late')),
     status text NOT NULL CHECK (status IN ('pending', 'taken', 'refused')),
     code text
   )`,
  `ALTER TABLE staff_task DROP CONSTRAINT staff_task_status_check;
   ALTER TABLE staff_task ADD CONSTRAINT staff_task_status_check CHECK (status IN ('claiming', 'asked', 'decided', 'left'));
   COMMENT ON COLUMN staff_task.status IS 'asked: the customer was asked for evidence, and the task comes back with it or never';
   CREATE TABLE customer_reply (
     task_id text NOT NULL,
     case_number text NOT NULL,
     wanted text NOT NULL CHECK (wanted IN ('evidence', 'supplement')),
     wish text NOT NULL CHECK (wish IN ('reply', 'accept', 'stay_silent')),
     status text NOT NULL CHECK (status IN ('pending', 'done', 'refused', 'silent')),
     code text,
     PRIMARY KEY (task_id, wanted)
   );
   COMMENT ON TABLE customer_reply IS 'what customers make of what reviewers have told them'`,
  `ALTER TABLE finance_leg ADD COLUMN bank_reference text NOT NULL DEFAULT '';
   CREATE TABLE finance_task (
     task_id text PRIMARY KEY,
     kind text NOT NULL CHECK (kind IN ('approve', 'settle', 'retry')),
     status text NOT NULL CHECK (status IN ('asking', 'done', 'refused')),
     code text
   );
   COMMENT ON TABLE finance_task IS 'what the people of finance do about refunds that wait for them; the id is the idempotency key'`,
  `CREATE TABLE intention (
     kind text NOT NULL CHECK (kind IN ('case', 'number', 'request', 'leg')),
     ref text NOT NULL,
     branch text NOT NULL,
     status text NOT NULL CHECK (status IN ('intended', 'taken', 'refused')),
     code text,
     PRIMARY KEY (ref, kind, branch)
   );
   COMMENT ON TABLE intention IS 'what the outside world set out to do with each case, by the names of the mix; what the systems on the bus did stands in the facts of heard'`,
  `CREATE TABLE customer_choice (
     case_number text NOT NULL,
     number int NOT NULL,
     wish text NOT NULL,
     sku text,
     difference text,
     status text NOT NULL CHECK (status IN ('quoting', 'pending', 'done', 'refused', 'silent')),
     code text,
     PRIMARY KEY (case_number, number)
   )`,
  `CREATE TABLE concern_task (
     case_number text PRIMARY KEY,
     wish text NOT NULL,
     status text NOT NULL CHECK (status IN ('working', 'answered', 'turned', 'left')),
     code text,
     made_case text UNIQUE
   );
   COMMENT ON TABLE concern_task IS 'what people of customer service do about questions and complaints; made_case: number of the case that was made of it'`,
  `ALTER TABLE application ADD COLUMN follows text;
   COMMENT ON COLUMN application.follows IS 'the request that has to have ended before';
   CREATE TABLE ended_request (request_id text PRIMARY KEY);
   COMMENT ON TABLE ended_request IS 'requests of which CRM has heard how they ended'`,
  `ALTER TABLE finance_task DROP CONSTRAINT finance_task_kind_check;
   ALTER TABLE finance_task ADD CONSTRAINT finance_task_kind_check CHECK (kind IN ('approve', 'decline', 'take_up', 'let_go', 'settle', 'retry'))`,
  `CREATE TABLE exception_task (
     exception_id text PRIMARY KEY,
     case_number text NOT NULL,
     wish text NOT NULL,
     status text NOT NULL CHECK (status IN ('working', 'resolved', 'left', 'to_deadline')),
     code text
   );
   COMMENT ON TABLE exception_task IS 'what people of the warehouse do about boxes whose content was not as announced'`,
  `CREATE TABLE provider_request (
     idempotency_key text PRIMARY KEY,
     amount_minor bigint NOT NULL,
     currency text NOT NULL,
     status text NOT NULL CHECK (status IN ('open', 'paid', 'closed')),
     payment_id text UNIQUE,
     paid_at timestamptz,
     asked int NOT NULL
   );
   COMMENT ON TABLE provider_request IS 'what the payment provider was to ask customers for'`,
  `CREATE TABLE provider_hold (
     idempotency_key text PRIMARY KEY,
     payment_id text NOT NULL,
     amount_minor bigint NOT NULL,
     currency text NOT NULL,
     status text NOT NULL CHECK (status IN ('new', 'held', 'declined', 'released', 'captured')),
     captured_minor bigint CHECK (captured_minor <= amount_minor),
     capture_id text UNIQUE,
     captured_at timestamptz,
     captures int NOT NULL DEFAULT 0,
     releases int NOT NULL DEFAULT 0
   );
   COMMENT ON TABLE provider_hold IS 'what the payment provider was to hold of customers'' money, and what became of that'`,
  `CREATE TABLE further_parcel (
     case_number text PRIMARY KEY,
     status text NOT NULL CHECK (status IN ('pending', 'done', 'refused')),
     code text
   );
   COMMENT ON TABLE further_parcel IS 'customers who send the goods of a return in two parcels, and ask for a label for the second'`,
  `CREATE TABLE reopening (
     case_number text PRIMARY KEY,
     status text NOT NULL CHECK (status IN ('pending', 'done', 'refused')),
     code text,
     made_case text UNIQUE
   );
   COMMENT ON TABLE reopening IS 'customers who have a case taken up again that has ended; made_case: number of the case in which it goes on'`,
  `CREATE TABLE unlabelled_parcel (
     report_id text PRIMARY KEY,
     case_number text NOT NULL,
     case_id text NOT NULL,
     part int NOT NULL,
     wish text NOT NULL,
     send_by timestamptz NOT NULL,
     status text NOT NULL CHECK (status IN ('sent', 'reported', 'matched', 'left')),
     looks int NOT NULL DEFAULT 0,
     code text
   );
   COMMENT ON TABLE unlabelled_parcel IS 'what customers have sent without our label, until somebody has found out whose it is; part: 0 for all of the goods, else the first or the second half'`,
  `CREATE TABLE waiting_parcel (
     case_number text PRIMARY KEY,
     case_id text NOT NULL,
     announced jsonb NOT NULL,
     customer_id text,
     host text,
     looks int NOT NULL DEFAULT 0,
     status text NOT NULL CHECK (status IN ('waiting', 'shared', 'sent')),
     code text
   );
   COMMENT ON TABLE waiting_parcel IS 'customers who wait with sending whether the goods of another case of theirs can go in the same parcel; host: the case in whose parcel they go'`,
  `ALTER TABLE cancellation DROP CONSTRAINT cancellation_moment_check;
   ALTER TABLE cancellation ADD CONSTRAINT cancellation_moment_check CHECK (moment IN ('at_once', 'in_review', 'before_sending', 'in_transit', 'too_late'));
   CREATE TABLE parcel_wished_back (
     case_number text PRIMARY KEY,
     case_id text NOT NULL,
     announced jsonb NOT NULL,
     wish text NOT NULL,
     status text NOT NULL CHECK (status IN ('sent', 'wished', 'ended')),
     code text
   );
   COMMENT ON TABLE parcel_wished_back IS 'customers who think better of it while the parcel is on its way; wish: what a person of logistics says to that'`,
  `CREATE TABLE held_back (
     id text PRIMARY KEY,
     party text NOT NULL CHECK (party IN ('carrier', 'wms')),
     case_number text NOT NULL,
     says jsonb NOT NULL,
     status text NOT NULL CHECK (status IN ('held', 'said', 'kept'))
   );
   COMMENT ON TABLE held_back IS 'what a carrier or the WMS says only once somebody misses it; id: of the first event; kept: the case had ended before'`,
];
