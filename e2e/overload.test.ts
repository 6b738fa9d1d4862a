import { setTimeout as sleep } from 'node:timers/promises';
import { Huiliu, patient, type Answer } from './huiliu';

jest.setTimeout(600_000);

const cases = 40;
const atOnce = 400;

describe('more than the system can take', () => {
  let huiliu: Huiliu;
  beforeAll(async () => {
    huiliu = await Huiliu.start({ cases, rate: 10, environment: patient });
  });
  afterAll(() => huiliu?.close());

  it('the gateway sheds load, another caller is served, a department that was away catches up, and nothing is lost', async () => {
    const { agent, ops } = await huiliu.system.tokens();
    const [warehouse] = huiliu.system.children.filter(({ spec }) => spec.name === 'warehouse');
    if (!warehouse) throw new Error('there is no warehouse');
    await warehouse.stop();

    const path = `/api/v1/cases/${await aCase(huiliu)}`;
    const flood = Promise.all(Array.from({ length: atOnce }, () => huiliu.call('GET', path, agent)));
    const other = await huiliu.call('GET', path, ops);
    const answers = await flood;
    const refused = answers.filter(({ status }) => status === 429);
    expect(other.status).toBe(200);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.every(({ headers, body }) => Number(headers.get('retry-after')) >= 1 && body['code'] === 'GATEWAY_BUSY')).toBe(true);
    expect(answers.filter(({ status }) => status !== 429).every(({ status }) => status === 200)).toBe(true);
    expect(answers.length - refused.length).toBeGreaterThan(0);

    expect(await huiliu.call('GET', '/api/v1/ops/warehouse/lag', ops)).toMatchObject({ status: 503, body: { code: 'DEPARTMENT_AWAY', details: { department: 'warehouse' } } });
    warehouse.start();
    const told = await answered(() => huiliu.call('GET', '/api/v1/ops/warehouse/lag', ops));
    expect(told.body).toMatchObject({ events: expect.stringMatching(/^\d+$/), consumedPerSecond: expect.any(Number), fallingBehind: expect.any(Boolean), catchUpSeconds: expect.any(Number) });

    const { progress, stalled } = await huiliu.ended();
    expect(stalled).toBeUndefined();
    expect(progress).toMatchObject({ closed: progress.opened, waiting: 0, parked: 0, behind: 0 });
    expect(progress.opened).toBeGreaterThan(0);
    expect((await huiliu.call('GET', '/api/v1/ops/warehouse/lag', ops)).body).toMatchObject({ events: '0', fallingBehind: false, catchUpSeconds: 0 });
    expect((await huiliu.verdict()).violations).toEqual([]);
  });
});

async function aCase(huiliu: Huiliu): Promise<string> {
  for (;;) {
    const number = await huiliu.system.anyCaseNumber();
    if (number !== undefined) return number;
    await sleep(50);
  }
}

async function answered(ask: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    const answer = await ask();
    if (answer.status === 200) return answer;
    await sleep(100);
  }
}
