import type { Sample } from './sample';
import { verdictOf } from './verdict';

const megabyte = 2 ** 20;
const samples = (name: string, value: (second: number) => number): Sample[] => Array.from({ length: 100 }, (_, index) => ({ atSeconds: index * 10, cases: index * 1_000, readings: { [name]: value(index * 10) } }));
const of = (name: string, value: (second: number) => number) => verdictOf(samples(name, value), 0.5)[0];

describe('the verdict on a soak', () => {
  it('is not misled by how things begin', () => {
    expect(of('memory refund', (second) => (second < 400 ? second : 400))?.verdict).toBe('flat');
  });

  it('takes a saw for what it is, and a slow leak for what it is', () => {
    expect(of('memory refund', (second) => 100 + (second % 70))?.verdict).toBe('flat');
    expect(of('memory refund', (second) => 100 + second * 0.05 + (second % 20))?.verdict).toBe('grows');
  });

  it('explains what is kept on purpose, with its bytes for each case, and nothing else', () => {
    expect(of('bytes intake.archived', (second) => second * 20 * 10_000)).toMatchObject({ verdict: 'explained', perCase: 2_000 });
    expect(of('bytes intake.intake_case', (second) => second * megabyte)?.verdict).toBe('grows');
    expect(of('connections intake', (second) => second / 50)?.verdict).toBe('grows');
  });
});
