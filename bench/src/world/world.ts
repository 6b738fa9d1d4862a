import { CaseOutcomeReported, CustomerRegistered, InspectionTaskIssued, OrderPlaced, PutAwayTaskIssued, ReturnRequested, ReturnShipmentAnnounced, StockOpened, SurveyInvited, type EventContract } from '@huiliu/contracts';
import { topicSettingsOf, type Bus, type OutgoingMessage } from '@huiliu/messaging';
import { inspection, putAway, surveyReply, tracking } from './answers';
import { saveBooks, savePositions, type Application, type Positions } from './books';
import { Cases } from './cases';
import { Ear, type Heard } from './ear';
import { Finance } from './finance';
import type { CaseKind, Mix } from './mix';
import { draw, openingStock, registeredCustomers, type Drawn } from './orders';
import { Outlet, publishRecorded } from './outlet';
import { Provider } from './provider';
import type { Recorder } from './record';
import type { Reviewers } from './reviewers';
import { sayingOf, type OutsideSystem } from './words';

export interface WorldOptions {
  readonly seed: number;
  readonly mix: Mix;
  /** Kept in ids, so that several runs on one installation don't meet. */
  readonly tag: string;
  readonly partitions: number;
  readonly paymentsPort: number;
  /** A bus of its own for each outside system, as in life: none waits for the others' publishing. */
  readonly busFor: (name: string) => Bus;
  readonly reviewers: Reviewers | undefined;
  readonly recorder: Recorder;
  /** Troubles that pass by themselves. */
  readonly onNotice: (notice: string) => void;
}

const parties = ['crm', 'wms', 'carrier', 'finance'] as const;
/** How long messages of one topic are gathered. */
const gatherMs = 5;
const bulk = 1_000;

/** Everything outside of Huiliu, in one process and in memory: light enough that what is measured is Huiliu. Speaks by the public contracts alone. */
export class World {
  readonly provider = new Provider();
  readonly finance = new Finance();
  readonly cases = new Cases();
  readonly recorder: Recorder;
  readonly applications: Application[] = [];
  /** What should not have happened to an outside system, as a log that was lost. */
  readonly alarms: string[] = [];
  private readonly buses: ReadonlyMap<string, Bus>;
  private readonly ears: ReadonlyMap<string, Ear>;
  private readonly outlets = new Map<string, Outlet>();
  private readonly requests: (OutgoingMessage | undefined)[] = [];
  private next = 0;

  constructor(private readonly options: WorldOptions) {
    this.recorder = options.recorder;
    this.buses = new Map(parties.map((party) => [party, options.busFor(`bench-${party}`)]));
    const answers: Readonly<Record<(typeof parties)[number], (heard: Heard) => void>> = {
      crm: (heard) => this.toCrm(heard),
      wms: (heard) => this.toWms(heard),
      carrier: (heard) => heard.type === ReturnShipmentAnnounced.type && this.answer('carrier', tracking(heard), 'integration.carrier.tracking.v1'),
      finance: (heard) => this.finance.hear(heard),
    };
    this.ears = new Map(parties.map((party) => [party, new Ear(party, this.busOf(party), answers[party], { alarm: (alarm) => this.alarms.push(alarm), notice: options.onNotice })]));
  }

  async open(): Promise<void> {
    const { paymentsPort, partitions, reviewers } = this.options;
    await this.provider.open(paymentsPort);
    for (const party of parties) await this.busOf(party).ensureTopics(topicSettingsOf(party, partitions));
    for (const ear of this.ears.values()) await ear.open();
    reviewers?.open();
    await this.publish('wms', StockOpened, openingStock().map((stock) => sayingOf('wms', StockOpened, `stock-${stock.sku}`, stock.sku, 0, stock)));
    await this.publish('crm', CustomerRegistered, registeredCustomers().map((customer) => sayingOf('crm', CustomerRegistered, `customer-${customer.customerId}`, customer.customerId, 0, customer)));
  }

  /** Requests that can still be made: their orders were placed. */
  get ready(): number {
    return this.requests.length - this.next;
  }

  /** Orders that requests will be about: paid, signed for and told, ahead of time. */
  async placeOrders(count: number): Promise<readonly Drawn[]> {
    const { seed, tag, mix } = this.options;
    const all: Drawn[] = [];
    for (let left = count; left > 0; left -= bulk) {
      const drawn = Array.from({ length: Math.min(bulk, left) }, (_, index) => draw(seed, tag, mix, this.requests.length + index));
      for (const { order } of drawn) for (const payment of order.payments) this.provider.capture(payment.paymentId, BigInt(payment.capturedMinor), order.currency);
      await this.publish('crm', OrderPlaced, drawn.map(({ order }) => sayingOf('crm', OrderPlaced, `order-${order.orderId}`, order.orderId, Date.parse(order.placedAt), order)));
      for (const { request } of drawn) this.requests.push(sayingOf('crm', ReturnRequested, `request-${request.requestId}`, request.requestId, Date.parse(request.requestedAt), request));
      all.push(...drawn);
    }
    return all;
  }

  /** Asks for the next case, and answers its number. @param dueAtMs when it should have been asked for, on the clock of performance.now(): latencies count from there */
  request(dueAtMs: number): number {
    const message = this.requests[this.next];
    if (!message) throw new Error('no order is left that could be asked about: place more before');
    this.requests[this.next] = undefined;
    const number = this.next++;
    this.cases.requested(number, dueAtMs);
    this.outletOf('crm', ReturnRequested.topic).add([message]);
    return number;
  }

  /** What the case of a number is asked for. */
  kindOf(number: number): CaseKind {
    return draw(this.options.seed, this.options.tag, this.options.mix, number).kind;
  }

  /** As an outside system says it, whatever it is. Rejects what is over the bus's limit. */
  say<T>(system: OutsideSystem, contract: EventContract<T>, messages: readonly OutgoingMessage[]): Promise<void> {
    return this.publish(system, contract, messages);
  }

  /** Leaves out the next requests: their orders are asked about by other doors. */
  skip(count: number): void {
    this.next += count;
  }

  async flushed(): Promise<void> {
    for (const outlet of this.outlets.values()) await outlet.flushed();
  }

  /** Writes down where the outside systems read on, for whoever wants to know what is on its way. */
  savePositions(url: string): Promise<void> {
    return savePositions(url, this.positions());
  }

  /** Writes down all that the outside world knows, for the checker of the invariants. */
  saveBooks(url: string): Promise<void> {
    return saveBooks(url, { provider: this.provider, finance: this.finance, applications: this.applications, decided: this.options.reviewers?.decided ?? [], attempts: this.recorder.attempts, positions: this.positions() });
  }

  private positions(): Positions {
    return new Map([...this.ears].map(([party, ear]) => [party, ear.read()]));
  }

  async close(): Promise<void> {
    await this.options.reviewers?.close();
    for (const ear of this.ears.values()) await ear.close();
    for (const bus of this.buses.values()) await bus.close();
    await this.provider.close();
  }

  private toWms(heard: Heard): void {
    if (heard.type === InspectionTaskIssued.type) this.answer('wms', inspection(heard), 'integration.wms.inspection-results.v1');
    if (heard.type === PutAwayTaskIssued.type) this.answer('wms', putAway(heard), 'integration.wms.put-away-results.v1');
  }

  private toCrm(heard: Heard): void {
    if (heard.type === CaseOutcomeReported.type) this.cases.ended((heard.data as CaseOutcomeReported).requestId, heard.saidAtMs);
    if (heard.type === SurveyInvited.type) this.answer('crm', surveyReply(heard), 'integration.crm.survey-replies.v1');
  }

  private answer(system: OutsideSystem, messages: readonly OutgoingMessage[], topic: string): void {
    this.outletOf(system, topic).add(messages);
  }

  private outletOf(system: OutsideSystem, topic: string): Outlet {
    const known = this.outlets.get(topic);
    if (known) return known;
    const outlet = new Outlet(this.busOf(system), topic, gatherMs, this.recorder);
    this.outlets.set(topic, outlet);
    return outlet;
  }

  private async publish<T>(system: OutsideSystem, contract: EventContract<T>, messages: readonly OutgoingMessage[]): Promise<void> {
    await publishRecorded(this.busOf(system), contract.topic, messages, this.recorder);
  }

  private busOf(party: string): Bus {
    const bus = this.buses.get(party);
    if (!bus) throw new Error(`there is no outside system ${party}`);
    return bus;
  }
}
