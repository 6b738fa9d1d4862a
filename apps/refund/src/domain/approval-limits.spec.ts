import { limitOf } from './approval-limits';

describe('limits above which a refund needs a second person', () => {
  it('are found by currency, and nothing else is one', () => {
    expect(limitOf({ CNY: 5 }, 'CNY')).toBe(5n);
    for (const currency of ['EUR', 'constructor', '__proto__']) expect(limitOf({ CNY: 5 }, currency)).toBeUndefined();
  });
});
