import { request, type ClientRequest } from 'node:http';

/** One event as it came: what it tells of, and when. */
export interface Heard {
  /** Id of the last entry of the timeline that it knows of. */
  readonly id: string;
  readonly atMs: number;
  /** Ids of the events in its news. */
  readonly news: readonly string[];
  readonly case: unknown;
}

/** Somebody who follows one case by server-sent events, over a connection of their own. */
export class Listener {
  readonly heard: Heard[] = [];
  /** Times that there was no room (429): the client comes again, as browsers and people do. */
  refused = 0;
  /** Connections that ended though nobody had hung up. */
  cutOff = 0;
  readonly beganMs = Date.now();
  endedMs = 0;
  private asked: ClientRequest | undefined;

  constructor(
    private readonly port: number,
    private readonly token: string,
    readonly caseId: string,
    readonly caseNumber: string,
  ) {
    this.connect();
  }

  /** Hangs up and comes again, with what was heard last. */
  reconnect(): void {
    this.hangUp();
    this.connect();
  }

  leave(): void {
    this.hangUp();
    this.endedMs = Date.now();
  }

  private hangUp(): void {
    this.asked?.destroy();
    this.asked = undefined;
  }

  private connect(): void {
    const last = this.heard.at(-1)?.id;
    const headers = { authorization: `Bearer ${this.token}`, ...(last !== undefined && { 'last-event-id': last }) };
    const asked = request({ host: '127.0.0.1', port: this.port, path: `/api/v1/cases/${this.caseNumber}/events`, headers, agent: false }, (response) => {
      if (response.statusCode === 429) this.comeAgain(asked, Number(response.headers['retry-after'] ?? 1));
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        if (this.asked !== asked) return;
        const blocks = (text + part).split('\n\n');
        text = blocks.pop() ?? '';
        blocks.forEach((block) => this.take(block));
      });
      response.on('error', () => undefined);
      response.on('close', () => (this.cutOff += this.asked === asked ? 1 : 0));
    });
    asked.on('error', () => (this.cutOff += this.asked === asked ? 1 : 0));
    asked.end();
    this.asked = asked;
  }

  private comeAgain(refused: ClientRequest, afterSeconds: number): void {
    if (this.asked !== refused) return;
    this.refused++;
    this.hangUp();
    setTimeout(() => this.endedMs === 0 && this.connect(), afterSeconds * 1_000).unref();
  }

  private take(block: string): void {
    const lines = block.split('\n');
    const part = (name: string): string | undefined => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
    const [id, data] = [part('id'), part('data')];
    if (id === undefined || data === undefined) return;
    const { news, case: it } = JSON.parse(data) as { readonly news: readonly { readonly eventId: string }[]; readonly case: unknown };
    this.heard.push({ id, atMs: Date.now(), news: news.map(({ eventId }) => eventId), case: it });
  }
}
