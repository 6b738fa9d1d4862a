import { registry } from '@huiliu/contracts';
import { messageOf } from '../../feed/say';
import { publish, type Outlet } from '../../history/publish';
import type { History } from '../../history/history';
import type { Database } from '../../store/database';
import type { KeptSay, Later } from '../../store/heard';
import { callGateway, textAt } from './gateway-client';
import { workThrough } from './workers';

/** The token may look at any case; what is published is the carrier's or the WMS's. */
export interface StragglersOptions {
  readonly database: Database;
  readonly history: History;
  readonly gatewayUrl: string;
  readonly token: string;
  readonly outlets: Readonly<Record<Later['party'], Outlet>>;
  onError(error: unknown): void;
}

interface Row {
  readonly id: string;
  readonly case_number: string;
  readonly party: Later['party'];
  readonly says: readonly KeptSay[];
}

// A test clock goes on as soon as nothing else does, and would write off what is only late.
const polling = { everyMs: 200, atMostMs: 600, atOnce: 8 } as const;

/** Carriers and WMS that say nothing until somebody misses it: what they have to say comes once the customer is told that the case has to be sorted out, the WMS's also when the carrier has had the last word. */
export class Stragglers {
  constructor(private readonly options: StragglersOptions) {}

  async add(later: readonly Later[]): Promise<void> {
    for (const { party, caseNumber, says } of later) {
      const id = says[0]?.id;
      if (id !== undefined) await this.options.database.query("INSERT INTO held_back (id, party, case_number, says, status) VALUES ($1, $2, $3, $4, 'held') ON CONFLICT DO NOTHING", [id, party, caseNumber, JSON.stringify(says)]);
    }
  }

  run(signal: AbortSignal): Promise<void> {
    const { database, onError } = this.options;
    const tasks = () => database.query<Row>("SELECT id, case_number, party, says FROM held_back WHERE status = 'held' ORDER BY id LIMIT 200");
    return workThrough({ ...polling, tasks, work: (row) => this.look(row, signal), onError }, signal);
  }

  private async look({ id, case_number, party, says }: Row, signal: AbortSignal): Promise<void> {
    const { gatewayUrl, token, database, history, outlets } = this.options;
    const { body } = await callGateway(gatewayUrl, { method: 'GET', path: `/api/v1/cases/${encodeURIComponent(case_number)}`, token, untraced: true }, signal);
    const status = textAt(body, 'status');
    const ended = status === 'closed';
    const overtaken = party === 'wms' && (status === 'replaced' || status === 'refunded');
    if (!ended && !overtaken && textAt(body, 'customerStatus', 'code') !== 'exception') return;
    if (!ended) await publish({ bus: outlets[party], history }, says.map(({ type, ...said }) => messageOf(party, { ...said, contract: contractOf(type) })));
    await database.query('UPDATE held_back SET status = $2 WHERE id = $1', [id, ended ? 'kept' : 'said']);
  }
}

function contractOf(type: string) {
  const contract = registry.get(type);
  if (!contract) throw new Error(`the contracts have no ${type}`);
  return contract;
}
