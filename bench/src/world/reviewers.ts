import { setTimeout as sleep } from 'node:timers/promises';
import { callDigest, type Recorder } from './record';

const pollMs = 250;
const pageSize = 200;
const atOnce = 16;

interface OpenTask {
  readonly taskId: string;
  readonly status: string;
}

/** People who work through the review tasks by the gateway: they claim each and approve it. */
export class Reviewers {
  private readonly stopping = new AbortController();
  private readonly taken = new Set<string>();
  private running: Promise<void> | undefined;

  constructor(
    private readonly gatewayUrl: string,
    private readonly token: string,
    /** Who the token is for. */
    private readonly subject: string,
    private readonly recorder: Recorder,
    private readonly onProblem: (problem: string) => void,
  ) {}

  get decided(): readonly string[] {
    return [...this.taken];
  }

  open(): void {
    this.running = this.run();
  }

  async close(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        const queue = (await this.tasks()).filter(({ taskId, status }) => status !== 'decided' && !this.taken.has(taskId));
        await Promise.all(
          Array.from({ length: atOnce }, async () => {
            for (let task = queue.shift(); task; task = queue.shift()) await this.decide(task.taskId);
          }),
        );
      } catch (error) {
        if (!signal.aborted) this.onProblem(`reviewers: ${error instanceof Error ? error.message : String(error)}`);
      }
      await sleep(pollMs, undefined, { signal }).catch(() => undefined);
    }
  }

  private async tasks(): Promise<readonly OpenTask[]> {
    const response = await fetch(`${this.gatewayUrl}/api/v1/review/tasks?limit=${pageSize}`, { headers: this.headers(), signal: this.stopping.signal });
    if (!response.ok) throw new Error(`the list of tasks was answered with ${response.status}`);
    return ((await response.json()) as { readonly tasks: readonly OpenTask[] }).tasks;
  }

  private async decide(taskId: string): Promise<void> {
    await this.post(taskId, 'claim', {});
    await this.post(taskId, 'decision', { verdict: 'approve' });
    this.taken.add(taskId);
  }

  /** Tried again by the next round when it fails: the same key keeps it from being done twice. */
  private async post(taskId: string, action: 'claim' | 'decision', body: unknown): Promise<void> {
    const path = `/api/v1/review/tasks/${encodeURIComponent(taskId)}/${action}`;
    const key = `bench-${action}-${taskId}`;
    const attempt = this.recorder.begin(this.subject, action === 'claim' ? 'review.ClaimTask' : 'review.DecideTask', [[key, callDigest(path, body)]]);
    const headers = { ...this.headers(), 'content-type': 'application/json', 'idempotency-key': key };
    const response = await fetch(`${this.gatewayUrl}${path}`, { method: 'POST', headers, body: JSON.stringify(body), signal: this.stopping.signal });
    const answer = (await response.json()) as unknown;
    this.recorder.endCall(attempt, response.status, answer);
    if (!response.ok) throw new Error(`${action} of ${taskId} was answered with ${response.status}: ${JSON.stringify(answer).slice(0, 200)}`);
  }

  private headers(): Record<string, string> {
    return { authorization: `Bearer ${this.token}`, accept: 'application/json' };
  }
}
