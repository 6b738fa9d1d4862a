import { verdictOf } from './logical-command';

describe('what is known of a command after all its tries', () => {
  it.each([
    ['ok', { attempts: 1, ok: 1, failed: 0 }],
    ['ok', { attempts: 3, ok: 1, failed: 1 }],
    ['failed', { attempts: 2, ok: 0, failed: 2 }],
    ['unknown', { attempts: 2, ok: 0, failed: 1 }],
    ['unknown', { attempts: 1, ok: 0, failed: 0 }],
  ] as const)('%s for %j', (verdict, tries) => {
    expect(verdictOf(tries)).toBe(verdict);
  });
});
