import { CaseOutcomeReported, topicsHeardBy, topicsSaidBy } from '@huiliu/contracts';
import { topicSettingsOf, type Bus, type Subscriber, type Subscription, type TopicSettings } from '@huiliu/messaging';
import { errorMessage, type Logger, type Readiness } from '@huiliu/platform';
import { cancelsAtOnce, mindOf } from './drawing/customers-mind';
import { shopOf } from './drawing/quoted-variants';
import { Feed } from './feed/feed';
import { InFlight, Pace } from './feed/pace';
import { History } from './history/history';
import type { Outlet } from './history/publish';
import type { Plan } from './feed/plan';
import { PlanChangedError } from './feed/progress';
import { randomOf } from './random/random';
import type { SandboxSettings } from './settings';
import { statusOf } from './status/status';
import type { Database } from './store/database';
import { answerBatch, subscriberOf, type AnsweringSystem, type Surroundings } from './systems/answering';
import { carrier, type Senders } from './systems/carrier/carrier';
import { crm } from './systems/crm/crm';
import { finance } from './systems/finance/finance';
import { HttpOutlet } from './systems/over-http/http-outlet';
import { startWebhookServer, type WebhookEndpoint, type WebhookServer } from './systems/over-http/webhook-server';
import { startPaymentServer } from './systems/payments/payment-server';
import { PaymentHolds } from './systems/payments/payment-holds';
import { PaymentRequests } from './systems/payments/payment-requests';
import { ProviderBook } from './systems/payments/provider-book';
import { Agents } from './systems/staff/agents';
import { Applicants } from './systems/staff/applicants';
import { Cancellers } from './systems/staff/cancellers';
import { Choosers } from './systems/staff/choosers';
import { Dispatchers } from './systems/staff/dispatchers';
import { Packers } from './systems/staff/packers';
import { FinancePeople } from './systems/staff/finance-people';
import { Finders } from './systems/staff/finders';
import { Reopeners } from './systems/staff/reopeners';
import { Repliers } from './systems/staff/repliers';
import { Reviewers, type OpenTask } from './systems/staff/reviewers';
import { Sharers } from './systems/staff/sharers';
import { Storekeepers } from './systems/staff/storekeepers';
import { Stragglers } from './systems/staff/stragglers';
import { pause } from './systems/staff/workers';
import { Dock } from './systems/wms/dock';
import type { Shipping } from './systems/wms/stop';
import { wms } from './systems/wms/wms';

export interface SandboxParts {
  readonly settings: SandboxSettings;
  readonly plan: Plan;
  readonly bus: Bus;
  readonly database: Database;
  readonly log: Logger;
  readonly readiness: Readiness;
}

export interface Sandbox {
  readonly paymentsPort: number;
  status(): Promise<Record<string, unknown>>;
  /** Ends what is under way, in good order. */
  stop(): Promise<void>;
}

const parties = ['crm', 'wms', 'carrier', 'finance'] as const;
const retryMs = 1_000;
const statusForMs = 300;
/** What only has a pace goes on when the machine's clock is set. */
const monotonicMs = (): number => performance.now();

/** Topics that the outside world writes or reads. */
export const sandboxTopics = (partitions: number): readonly TopicSettings[] => {
  const own = new Set(parties.flatMap((party) => [...topicsHeardBy(party), ...topicsSaidBy(party)]));
  const settings = new Map(parties.flatMap((party) => topicSettingsOf(party, partitions)).map((topic) => [topic.name, topic]));
  return [...settings.values()].filter(({ name }) => own.has(name)).sort((a, b) => (a.name < b.name ? -1 : 1));
};

/** Starts the outside world on a database with its tables and a bus with its topics: first those who answer, then the feed. */
export async function startSandbox(parts: SandboxParts): Promise<Sandbox> {
  const { settings, plan, bus, database, log, readiness } = parts;
  const { seed } = settings;
  const { mix } = plan;
  const stopping = new AbortController();
  const inFlight = new InFlight(settings.inFlight, settings.stallMs, monotonicMs);
  inFlight.end(await endedCases(database));
  const book = new ProviderBook(database, seed, mix);
  const history = new History({ database, onError: warner(log, 'what is asked of Huiliu can not be written down, so it is not asked') });
  const payments = await startPaymentServer({ host: settings.host, port: settings.paymentsPort, book, requests: new PaymentRequests(database, seed, `http://${settings.host}:${settings.paymentsPort}`, mix), holds: new PaymentHolds(database, seed, mix), history, silenceMs: settings.paymentsSilenceMs, onError: warner(log, 'the payment provider could not answer') });
  const cancellers = cancellersOf(parts, history);
  const choosers = choosersOf(parts, history);
  const packers = packersOf(parts, history);
  const reopeners = reopenersOf(parts, history);
  const dock = dockOf(parts, history);
  const stragglers = stragglersOf(parts, history);
  const sharers = sharersOf(parts, history, stragglers);
  const dispatchers = dispatchersOf(parts, history, cancellers);
  const systems = systemsOf(parts, inFlight, { cancellers, choosers, packers, reopeners, dock, sharers, dispatchers, stragglers });
  const subscriptions = await subscribeAll(parts, history, systems);
  const webhooks = await openWebhooks(parts, history, systems);
  const applicants = applicantsOf(parts, history, cancellers);
  const repliers = repliersOf(parts, history);
  const feed = new Feed(plan, {
    bus,
    history,
    database,
    inFlight,
    pace: new Pace(settings.casesPerSecond, monotonicMs),
    capture: (list, currency) => book.capture(list, currency),
    apply: async (request) => applicants?.add(request),
  });
  let problem: string | undefined;
  const loops = [
    keepFeeding(feed, log, stopping.signal, (reason) => (problem = reason)),
    applicants?.run(stopping.signal),
    repliers?.run(stopping.signal),
    reviewersOf(parts, history, cancellers, repliers)?.run(stopping.signal),
    cancellers?.run(stopping.signal),
    choosers?.run(stopping.signal),
    packers?.run(stopping.signal),
    reopeners?.run(stopping.signal),
    dock?.run(stopping.signal),
    sharers?.run(stopping.signal),
    dispatchers?.run(stopping.signal),
    stragglers?.run(stopping.signal),
    dock && findersOf(parts, history)?.run(stopping.signal),
    financePeopleOf(parts, history)?.run(stopping.signal),
    agentsOf(parts, history)?.run(stopping.signal),
    storekeepersOf(parts, history)?.run(stopping.signal),
  ];
  readiness.set('systems', { ready: true });
  return {
    paymentsPort: payments.port,
    status: shared(statusForMs, () => statusOf({ seed, plan, feed, database, problem: () => problem })),
    stop: async () => {
      stopping.abort();
      await Promise.all([...loops, ...subscriptions.map((subscription) => subscription.stop()), payments.close(), webhooks?.close()]);
      await history.close();
    },
  };
}

async function endedCases(database: Database): Promise<number> {
  const [row] = await database.query<{ count: number }>("SELECT count(*)::int AS count FROM heard WHERE party = 'crm' AND ce_type = $1", [CaseOutcomeReported.type]);
  return row?.count ?? 0;
}

interface Customers {
  readonly cancellers: Cancellers | undefined;
  readonly choosers: Choosers | undefined;
  readonly packers: Packers | undefined;
  readonly reopeners: Reopeners | undefined;
  readonly dock: Dock | undefined;
  readonly sharers: Sharers | undefined;
  readonly dispatchers: Dispatchers | undefined;
  readonly stragglers: Stragglers | undefined;
}

/** Those who answer, but for such as somebody else is. */
function systemsOf({ settings, plan, database }: SandboxParts, inFlight: InFlight, { cancellers, choosers, packers, reopeners, dock, sharers, dispatchers, stragglers }: Customers): readonly AnsweringSystem[] {
  const freedom = { cancel: cancellers !== undefined, neverSend: settings.neverSent, haveBack: dispatchers !== undefined };
  const senders: Senders = { mindOf: (caseNumber) => mindOf(settings.seed, caseNumber, freedom, plan.mix), wishToCancel: async (wishes) => cancellers?.add(wishes), holdBack: stragglers && ((later) => stragglers.add(later)), wantLabels: packers && ((caseNumbers) => packers.add(caseNumbers)), sendUnlabelled: dock && ((parcels) => dock.add(parcels)), waitForAnother: sharers && ((announced) => sharers.add(announced)), wishBack: dispatchers && ((announced) => dispatchers.add(announced)) };
  const shipping: Shipping = { outboundOf: (orderId) => plan.outbound.get(orderId), mayBeSilent: settings.neverSent };
  const all = [
    crm(settings.seed, database, (requestId) => plan.requestedAtMs.get(requestId), () => inFlight.end(), plan.mix, async (offers) => choosers?.add(offers), shopOf(plan.steps), async (caseNumbers) => reopeners?.add(caseNumbers)),
    wms(settings.seed, plan.mix, shipping, senders),
    carrier(settings.seed, senders, plan.mix, settings.neverSent),
  ];
  return all.filter(({ name }) => !namesIn(settings.without).includes(name));
}

const namesIn = (text: string): readonly string[] => text.split(',').map((name) => name.trim());

const aroundOf = ({ bus, database, log }: SandboxParts, history: History): Surroundings => ({ bus, history, database, onNotice: (party, notice, details) => log[routine.has(notice) ? 'info' : 'warn']({ party, ...details }, notice) });

function subscribeAll(parts: SandboxParts, history: History, systems: readonly AnsweringSystem[]): Promise<Subscription[]> {
  const { settings, bus } = parts;
  const around = aroundOf(parts, history);
  const onBus = systems.filter(({ name }) => !namesIn(settings.overHttp).includes(name));
  const subscribers: readonly Subscriber[] = [...onBus.map((system) => subscriberOf(system, around)), ...(namesIn(settings.without).includes('finance') ? [] : [finance(around)])];
  return Promise.all(subscribers.map((subscriber) => bus.subscribe(subscriber)));
}

/** Where a system says its events. */
function outletOf({ settings, bus }: SandboxParts, system: 'wms' | 'carrier'): Outlet {
  if (!namesIn(settings.overHttp).includes(system)) return bus;
  const secret = (system === 'wms' ? settings.wmsSenderSecrets : settings.carrierSenderSecrets)?.[0];
  if (settings.gatewayUrl === undefined || secret === undefined) throw new Error(`${system} is over HTTP: that needs HUILIU_GATEWAY_URL and its secrets`);
  return new HttpOutlet({ gatewayUrl: settings.gatewayUrl, system, secret });
}

/** The same systems with the same answers, at doors instead of on the bus. Undefined: none is. */
async function openWebhooks(parts: SandboxParts, history: History, systems: readonly AnsweringSystem[]): Promise<WebhookServer | undefined> {
  const { settings, log } = parts;
  const { gatewayUrl } = settings;
  const endpoints = new Map<string, WebhookEndpoint>();
  for (const system of systems.filter(({ name }) => namesIn(settings.overHttp).includes(name))) {
    const [secrets, senderSecrets] = system.name === 'wms' ? [settings.wmsSecrets, settings.wmsSenderSecrets] : system.name === 'carrier' ? [settings.carrierSecrets, settings.carrierSenderSecrets] : [];
    const secret = senderSecrets?.[0];
    if (gatewayUrl === undefined || secrets === undefined || secret === undefined) throw new Error(`${system.name} is over HTTP: that needs HUILIU_GATEWAY_URL and its secrets, and is there for wms and carrier`);
    const around: Surroundings = { ...aroundOf(parts, history), bus: new HttpOutlet({ gatewayUrl, system: system.name, secret }) };
    endpoints.set(system.name, { secrets, take: (batch) => answerBatch(system, batch, around) });
  }
  if (endpoints.size === 0) return undefined;
  return startWebhookServer(settings.host, settings.webhooksPort, endpoints, warner(log, 'a webhook could not be answered: Huiliu sends it again'));
}

/** What the bus tells in the ordinary course of things. */
const routine: ReadonlySet<string> = new Set(['partitions assigned', 'partition revoked']);

function applicantsOf({ settings: { gatewayUrl, customerToken, seed }, plan: { mix }, database, log }: SandboxParts, history: History, cancellers: Cancellers | undefined): Applicants | undefined {
  if (gatewayUrl === undefined || customerToken === undefined) return undefined;
  const onAccepted = async (requestId: string, caseNumber: string): Promise<void> => {
    if (cancelsAtOnce(seed, requestId, mix)) await cancellers?.add([{ caseNumber, moment: 'at_once' }]);
  };
  return new Applicants({ database, history, gatewayUrl, token: customerToken, onAccepted, onError: warner(log, 'an application could not be made now: trying again') });
}

function repliersOf({ settings: { gatewayUrl, customerToken, seed }, plan: { mix }, database, log }: SandboxParts, history: History): Repliers | undefined {
  if (gatewayUrl === undefined || customerToken === undefined) return undefined;
  return new Repliers({ database, history, gatewayUrl, token: customerToken, seed, mix, onError: warner(log, 'customers could not reply now: trying again') });
}

function cancellersOf({ settings: { gatewayUrl, customerToken, seed }, database, log }: SandboxParts, history: History): Cancellers | undefined {
  if (gatewayUrl === undefined || customerToken === undefined) return undefined;
  return new Cancellers({ database, history, gatewayUrl, token: customerToken, seed, onError: warner(log, 'a case could not be cancelled now: trying again') });
}

function choosersOf({ settings: { gatewayUrl, customerToken, seed, neverSent }, plan: { mix }, database, log }: SandboxParts, history: History): Choosers | undefined {
  if (gatewayUrl === undefined || customerToken === undefined) return undefined;
  return new Choosers({ database, history, gatewayUrl, token: customerToken, seed, mix, maySayNothing: neverSent, onError: warner(log, 'customers could not choose now: trying again') });
}

function packersOf({ settings: { gatewayUrl, customerToken }, database, log }: SandboxParts, history: History): Packers | undefined {
  if (gatewayUrl === undefined || customerToken === undefined) return undefined;
  return new Packers({ database, history, gatewayUrl, token: customerToken, onError: warner(log, 'customers could not ask for a label now: trying again') });
}

function reopenersOf({ settings: { gatewayUrl, customerToken, agentToken, seed }, plan: { mix }, database, log }: SandboxParts, history: History): Reopeners | undefined {
  if (gatewayUrl === undefined || customerToken === undefined) return undefined;
  return new Reopeners({ database, history, gatewayUrl, customerToken, agentToken, seed, mix, onError: warner(log, 'a case could not be taken up again now: trying again') });
}

/** Only where people of the warehouse find out whose they are, and the WMS is ours: nobody else knows what customers have sent. */
function dockOf(parts: SandboxParts, history: History): Dock | undefined {
  const { settings, database, log } = parts;
  const { gatewayUrl, customerToken, warehouseToken, seed } = settings;
  if (gatewayUrl === undefined || customerToken === undefined || warehouseToken === undefined || namesIn(settings.without).some((name) => name === 'wms' || name === 'carrier')) return undefined;
  return new Dock({ bus: outletOf(parts, 'wms'), history, database, seed, gatewayUrl, token: customerToken, onError: warner(log, 'what was left at the dock could not be reported now: trying again') });
}

/** Only where both systems are ours: one of them alone would not know of the other's silence. */
function stragglersOf(parts: SandboxParts, history: History): Stragglers | undefined {
  const { settings: { gatewayUrl, customerToken, without }, database, log } = parts;
  if (gatewayUrl === undefined || customerToken === undefined || namesIn(without).some((name) => name === 'wms' || name === 'carrier')) return undefined;
  const outlets = { carrier: outletOf(parts, 'carrier'), wms: outletOf(parts, 'wms') };
  return new Stragglers({ database, history, gatewayUrl, token: customerToken, outlets, onError: warner(log, 'what was to be said late could not be said now: trying again') });
}

function sharersOf(parts: SandboxParts, history: History, stragglers: Stragglers | undefined): Sharers | undefined {
  const { settings, plan: { mix }, database, log } = parts;
  const { gatewayUrl, customerToken, seed, neverSent } = settings;
  if (gatewayUrl === undefined || customerToken === undefined || namesIn(settings.without).includes('carrier')) return undefined;
  return new Sharers({ bus: outletOf(parts, 'carrier'), history, database, seed, mix, mayBeSilent: neverSent, holdBack: stragglers && ((later) => stragglers.add(later)), gatewayUrl, token: customerToken, onError: warner(log, 'customers could not put goods into one parcel now: trying again') });
}

/** Only where the carrier is ours: nobody else leaves it open what becomes of a parcel until it is known whether the customer gets it back. */
function dispatchersOf(parts: SandboxParts, history: History, cancellers: Cancellers | undefined): Dispatchers | undefined {
  const { settings, plan: { mix }, database, log } = parts;
  const { gatewayUrl, logisticsToken, seed, neverSent } = settings;
  if (gatewayUrl === undefined || logisticsToken === undefined || cancellers === undefined || namesIn(settings.without).includes('carrier')) return undefined;
  return new Dispatchers({ bus: outletOf(parts, 'carrier'), history, database, cancellers, seed, mix, mayBeSilent: neverSent, gatewayUrl, token: logisticsToken, onError: warner(log, 'cancellations in transit could not be worked on now: trying again') });
}

function findersOf({ settings: { gatewayUrl, warehouseToken }, database, log }: SandboxParts, history: History): Finders | undefined {
  if (gatewayUrl === undefined || warehouseToken === undefined) return undefined;
  return new Finders({ database, history, gatewayUrl, token: warehouseToken, onError: warner(log, 'nobody could look for whose parcels are now: trying again') });
}

function reviewersOf({ settings: { gatewayUrl, staffToken, staffDelayMs, seed }, plan: { mix }, database, log }: SandboxParts, history: History, cancellers: Cancellers | undefined, repliers: Repliers | undefined): Reviewers | undefined {
  if (gatewayUrl === undefined || staffToken === undefined) return undefined;
  // Every other one is left alone for a moment: else the reviewers would always be faster.
  const onOpen = async (tasks: readonly OpenTask[]): Promise<ReadonlySet<string>> => {
    const cancelled = tasks.filter(({ caseNumber }) => mindOf(seed, caseNumber, { cancel: cancellers !== undefined, neverSend: false, haveBack: false }, mix) === 'cancels_in_review');
    await cancellers?.add(cancelled.map(({ caseNumber }) => ({ caseNumber, moment: 'in_review' })));
    return new Set(cancelled.filter(({ caseNumber }) => randomOf(seed, 'left', caseNumber).chance(0.5)).map(({ taskId }) => taskId));
  };
  return new Reviewers({ database, history, gatewayUrl, token: staffToken, seed, mix, repliers, delayMs: staffDelayMs, onOpen, onError: warner(log, 'review tasks could not be worked on now: trying again') });
}

function financePeopleOf({ settings: { gatewayUrl, financeToken, secondFinanceToken, staffDelayMs, neverSent, seed }, plan: { mix }, database, log }: SandboxParts, history: History): FinancePeople | undefined {
  if (gatewayUrl === undefined || financeToken === undefined) return undefined;
  return new FinancePeople({ database, history, gatewayUrl, token: financeToken, secondToken: secondFinanceToken, mayBeLate: neverSent, seed, mix, delayMs: staffDelayMs, onError: warner(log, 'refunds that wait could not be worked on now: trying again') });
}

function agentsOf({ settings: { gatewayUrl, agentToken, neverSent, seed }, plan: { mix }, database, log }: SandboxParts, history: History): Agents | undefined {
  if (gatewayUrl === undefined || agentToken === undefined) return undefined;
  return new Agents({ database, history, gatewayUrl, token: agentToken, seed, mix, letLie: neverSent, onError: warner(log, 'questions and complaints could not be worked on now: trying again') });
}

function storekeepersOf(parts: SandboxParts, history: History): Storekeepers | undefined {
  const { settings: { gatewayUrl, warehouseToken, neverSent, seed, without }, plan: { mix }, database, log } = parts;
  if (gatewayUrl === undefined || warehouseToken === undefined) return undefined;
  const ofWms = namesIn(without).includes('wms') ? undefined : outletOf(parts, 'wms');
  return new Storekeepers({ wms: ofWms, database, history, gatewayUrl, token: warehouseToken, seed, mix, mayRunOut: neverSent, onError: warner(log, 'exceptions of the warehouse could not be worked on now: trying again') });
}

/** Feeds to the end, through outages. A plan that has changed can't be fed: the systems go on answering. */
async function keepFeeding(feed: Feed, log: Logger, signal: AbortSignal, onProblem: (reason: string | undefined) => void): Promise<void> {
  while (!signal.aborted) {
    try {
      await feed.run(signal);
      if (feed.state.done) log.info({ steps: feed.state.steps, requests: feed.state.requestsBegun }, 'everything is fed');
      return;
    } catch (error) {
      onProblem(errorMessage(error));
      if (error instanceof PlanChangedError) return log.error({ code: error.code }, error.message);
      log.warn({ err: error, retry_in_ms: retryMs }, 'feeding failed: trying again');
      await pause(retryMs, signal);
      onProblem(undefined);
    }
  }
}

/** Several who ask at about the same time get one answer. */
function shared<T>(forMs: number, ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => {
    answer ??= ask().finally(() => setTimeout(() => (answer = undefined), forMs).unref());
    return answer;
  };
}

const warner =
  (log: Logger, message: string) =>
  (error: unknown): void =>
    log.warn({ err: error }, message);
