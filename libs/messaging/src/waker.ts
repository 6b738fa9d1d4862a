import { realSurroundings, type Surroundings } from './surroundings';

/** A sleep that can be cut short. A wake-up that comes while nobody sleeps is not lost: the next sleep ends at once. */
export class Waker {
  private pending = false;
  private wakeUp: (() => void) | undefined;

  constructor(private readonly surroundings: Surroundings = realSurroundings) {}

  wake(): void {
    this.pending = true;
    this.wakeUp?.();
  }

  /** True: woken, or a wake-up had come before. */
  async sleep(limitMs: number): Promise<boolean> {
    if (!this.pending) {
      await new Promise<void>((resolve) => {
        const cancel = this.surroundings.after(limitMs, resolve);
        this.wakeUp = () => {
          cancel();
          resolve();
        };
      });
      this.wakeUp = undefined;
    }
    const woken = this.pending;
    this.pending = false;
    return woken;
  }
}
