import { setTimeout as sleep } from 'node:timers/promises';

export interface Received {
  readonly id: string;
  readonly name: string;
  readonly data: Record<string, unknown>;
}

/** A client of server-sent events that keeps what it got. */
export class Listener {
  readonly events: Received[] = [];
  ended = false;
  status = 0;
  contentType = '';
  path = '';
  private readonly abort = new AbortController();

  async open(url: string, token: string, last?: string): Promise<this> {
    const response = await fetch(url, { headers: { authorization: `Bearer ${token}`, ...(last !== undefined && { 'last-event-id': last }) }, signal: this.abort.signal });
    this.path = new URL(url).pathname;
    this.status = response.status;
    this.contentType = response.headers.get('content-type') ?? '';
    void this.read(response).catch(() => undefined);
    return this;
  }

  close(): void {
    this.abort.abort();
  }

  private async read(response: Response): Promise<void> {
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk as Uint8Array).toString();
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const part = (name: string): string => block.split('\n').find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? '';
        if (part('data') !== '') this.events.push({ id: part('id'), name: part('event'), data: JSON.parse(part('data')) as Record<string, unknown> });
      }
    }
    this.ended = true;
  }
}

export async function until(what: string, holds: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 20_000; !holds(); await sleep(5)) if (Date.now() > deadline) throw new Error(`waited too long for ${what}`);
}
