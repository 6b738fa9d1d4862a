import { SpanIds } from './span-ids';

it('gives ids of 16 hexadecimal digits, none twice', () => {
  const ids = new SpanIds();
  const some = Array.from({ length: 2_000 }, () => ids.next());
  expect(some.every((id) => /^[0-9a-f]{16}$/.test(id))).toBe(true);
  expect(new Set(some).size).toBe(some.length);
});
