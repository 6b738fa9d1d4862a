import { createHash } from 'node:crypto';
import { ExceptionKind, type ListExceptionsResponse, type ListTasksResponse } from '@huiliu/contracts';
import { ErrorKind, HuiliuError, type Logger } from '@huiliu/platform';
import type { Departments } from '../departments/departments';
import type { GatewaySettings } from '../settings';
import { EventStream } from './event-stream';
import { Watch, type Watched } from './watch';

export type LiveSettings = Pick<GatewaySettings, 'liveListeners' | 'liveLookMs' | 'liveLongestMs' | 'liveBufferBytes'>;

/** Position of the last entry of a case's timeline. */
type CaseLook = bigint;

/** What has come of a case after a position. */
export interface CaseChange {
  /** Of its last entry. */
  readonly position: bigint;
  readonly data: unknown;
}

/** Queues of departments, by the name under which they are told. */
interface Queues {
  readonly tasks: ListTasksResponse;
  readonly exceptions: ListExceptionsResponse;
}
type QueueName = keyof Queues;

interface QueueLook {
  /** Of what is in it: the same for the same tasks. */
  readonly digest: string;
  readonly page: Queues[QueueName];
}

/** Ids of one question to intake. */
const idsAtOnce = 1_000;
const beatMs = 15_000;
/** Of a queue so much is told. */
const queuePage = 200;

/** Under this name it is injected. */
export const liveToken = Symbol('huiliu.gateway.live');

/** All listeners of this gateway, and the one look at each department that serves them. */
export class Live {
  private readonly streams = new Set<EventStream>();
  private readonly asked = new Map<string, Promise<CaseChange | undefined>>();
  private readonly cases: Watch<string, CaseLook, Watched<CaseLook>>;
  private readonly queues: Watch<QueueName, QueueLook, Watched<QueueLook>>;
  private readonly beating: NodeJS.Timeout;
  private closed = false;

  constructor(
    private readonly settings: LiveSettings,
    departments: Departments,
    log: Logger,
  ) {
    const onError = (error: unknown): void => log.warn({ err: error }, 'could not look for news, will look again');
    this.cases = new Watch({ lookMs: settings.liveLookMs, look: (ids) => newsOf(departments, ids), onError });
    this.queues = new Watch({ lookMs: settings.liveLookMs, look: (names) => queuesNow(departments, names, onError), onError });
    this.beating = setInterval(() => this.streams.forEach((stream) => stream.beat()), beatMs).unref();
  }

  /**
   * Tells at once what has come after `since`, then whenever the case moves on. `read` answers what came after a position, and undefined when nothing did; those who follow the same case as the
   * same `audience` share one answer. Errors: TOO_MANY_LISTENERS.
   */
  followCase(caseId: string, audience: string, since: bigint, read: (after: bigint) => Promise<CaseChange | undefined>): EventStream {
    const stream = this.open();
    let at = since;
    let telling = Promise.resolve();
    const tell = (): Promise<void> =>
      (telling = telling.then(async () => {
        const change = await this.shared(`${caseId} ${audience} ${at}`, () => read(at)).catch(() => undefined);
        if (!change || change.position <= at) return;
        at = change.position;
        stream.send({ id: String(at), name: 'case', data: change.data });
      }));
    void tell();
    return this.serve(stream, () => this.cases.listen(caseId, { onNews: (position) => (position > at ? tell() : undefined) }));
  }

  /** A department's queue: told whole when it has changed. `since`: the digest that the listener knows. */
  followQueue<Name extends QueueName>(name: Name, since: string | undefined, tell: (page: Queues[Name]) => unknown): EventStream {
    const stream = this.open();
    let known = since;
    return this.serve(stream, () =>
      this.queues.listen(name, {
        onNews: ({ digest, page }) => {
          if (digest === known) return;
          known = digest;
          // A look is of the queue that was asked for.
          stream.send({ id: digest, name, data: tell(page as Queues[Name]) });
        },
      }),
    );
  }

  /** Ends every stream in good order: clients come again, elsewhere. */
  close(): void {
    this.closed = true;
    clearInterval(this.beating);
    this.cases.close();
    this.queues.close();
    for (const stream of this.streams) stream.finish();
  }

  private open(): EventStream {
    if (this.closed) throw new HuiliuError(ErrorKind.UNAVAILABLE, 'STOPPING', 'This gateway is stopping. Connect again.');
    if (this.streams.size >= this.settings.liveListeners) throw new HuiliuError(ErrorKind.RATE_LIMITED, 'TOO_MANY_LISTENERS', 'As many listen already as this gateway serves. Come again later, or ask now and then instead.');
    return new EventStream(this.settings.liveBufferBytes);
  }

  /** One question at a time for everybody who has it. */
  private shared(question: string, ask: () => Promise<CaseChange | undefined>): Promise<CaseChange | undefined> {
    let answer = this.asked.get(question);
    if (!answer) this.asked.set(question, (answer = ask().finally(() => this.asked.delete(question))));
    return answer;
  }

  private serve(stream: EventStream, listen: () => () => void): EventStream {
    const leave = listen();
    const longest = setTimeout(() => stream.finish(), this.settings.liveLongestMs).unref();
    this.streams.add(stream);
    stream.once('close', () => {
      clearTimeout(longest);
      leave();
      this.streams.delete(stream);
    });
    return stream;
  }
}

async function newsOf(departments: Departments, caseIds: readonly string[]): Promise<Map<string, CaseLook>> {
  const chunks = Array.from({ length: Math.ceil(caseIds.length / idsAtOnce) }, (_, index) => caseIds.slice(index * idsAtOnce, (index + 1) * idsAtOnce));
  const answers = await Promise.all(chunks.map((ids) => departments.intake.lookForNews({ caseIds: ids })));
  return new Map(answers.flatMap(({ news }) => news.map(({ caseId, position }): [string, CaseLook] => [caseId, BigInt(position)])));
}

const lookInto: { readonly [Name in QueueName]: (departments: Departments) => Promise<Queues[Name]> } = {
  tasks: ({ review }) => review.listTasks({ limit: queuePage, cursor: '' }),
  exceptions: ({ warehouse }) => warehouse.listExceptions({ kind: ExceptionKind.wire('unspecified'), dueBy: undefined, limit: queuePage, cursor: '' }),
};

/** A department that is away keeps nobody from the queue of another. */
async function queuesNow(departments: Departments, names: readonly QueueName[], onError: (error: unknown) => void): Promise<Map<QueueName, QueueLook>> {
  const looks = await Promise.all(names.map((name) => queueNow(departments, name).then((look): [QueueName, QueueLook] => [name, look], onError)));
  return new Map(looks.flatMap((look) => (look ? [look] : [])));
}

async function queueNow(departments: Departments, name: QueueName): Promise<QueueLook> {
  const page = await lookInto[name](departments);
  return { page, digest: createHash('sha256').update(JSON.stringify(page)).digest('base64url').slice(0, 22) };
}
