// Preloaded into a process by --require: its wall clock goes wrong by as many milliseconds as the file says that CHAOS_CLOCK_FILE names, and is right
// while there is no such file. Timers and performance.now() are monotonic and stay as they are, as they do when a machine's clock is set.
import { readFileSync } from 'node:fs';

const file = process.env['CHAOS_CLOCK_FILE'];
const lookEveryMs = 200;

if (file !== undefined && file !== '') {
  let shiftMs = 0;
  const look = (): void => {
    try {
      shiftMs = Number(readFileSync(file, 'utf8')) || 0;
    } catch {
      shiftMs = 0;
    }
  };
  look();
  setInterval(look, lookEveryMs).unref();

  const RightDate = Date;
  const now = (): number => RightDate.now() + shiftMs;
  const ShiftedDate = function (this: unknown, ...args: unknown[]): unknown {
    if (new.target === undefined) return new RightDate(now()).toString();
    return Reflect.construct(RightDate, args.length === 0 ? [now()] : args, new.target === ShiftedDate ? RightDate : new.target);
  } as unknown as DateConstructor & { now: () => number };
  Object.defineProperties(ShiftedDate, {
    prototype: { value: RightDate.prototype },
    parse: { value: RightDate.parse },
    UTC: { value: RightDate.UTC },
    now: { value: now, writable: true, configurable: true },
    name: { value: 'Date' },
    length: { value: 7 },
  });
  RightDate.prototype.constructor = ShiftedDate;
  globalThis.Date = ShiftedDate;
}
