import { createClient, OpsService, OrderPlaced, type IntakeServiceMethods, type OpsServiceMethods, type ServiceClient } from '@huiliu/contracts';
import { errorOf, freePort, startDepartment, type RunningDepartment } from '@huiliu/testing';
import { intake } from '../src/department';
import { fresh, placed } from './crm-says';

jest.setTimeout(120_000);

describe('more than a department can take', () => {
  const poolSize = 3;
  /** Room for the department's own work, which waits in the same line: while it starts it asks for the position of every partition that it hears, about thirty. */
  const waiting = 60;
  let department: RunningDepartment<IntakeServiceMethods>;
  let ops: ServiceClient<OpsServiceMethods>;
  beforeAll(async () => {
    const port = await freePort();
    department = await startDepartment(intake, { settings: { HUILIU_GRPC_PORT: String(port), HUILIU_DATABASE_POOL_SIZE: String(poolSize), HUILIU_DATABASE_WAITING: String(waiting), HUILIU_DATABASE_CONNECT_TIMEOUT_MS: '30000' } });
    ops = createClient(OpsService, `127.0.0.1:${port}`);
  });
  afterAll(async () => {
    ops?.close();
    await department?.stop();
  });

  it('refuses calls while too many wait for a connection, and answers again by itself', async () => {
    const ask = (): Promise<string> => errorOf(department.client.getCase({ caseNumber: 'HL-0000-0000-0000-0' }, { deadlineMs: 30_000 }));
    const held = await Promise.all(Array.from({ length: poolSize }, () => department.pool.connect()));
    const asked = Array.from({ length: 2 * waiting }, () => ask());
    const refused: string[] = [];
    for (const answer of asked) void answer.then((code) => refused.push(code));
    await department.until('the refusals', () => refused.length >= 1);
    expect(new Set(refused)).toEqual(new Set(['RATE_LIMITED DEPARTMENT_BUSY']));
    for (const client of held) client.release();
    const answers = await Promise.all(asked);
    expect(new Set(answers)).toEqual(new Set(['RATE_LIMITED DEPARTMENT_BUSY', 'NOT_FOUND CASE_NOT_FOUND']));
    // What the department itself has put off meanwhile may still be in the line: who is refused asks again.
    await department.until('an answer', async () => (await ask()) === 'NOT_FOUND CASE_NOT_FOUND');
  });

  it('tells how far it is behind, and has caught up in the end', async () => {
    const orderId = fresh('order');
    await department.tell(OrderPlaced, `order:${orderId}`, placed(orderId));
    await department.settled();
    expect(await ops.showLag({})).toMatchObject({ events: '0', fallingBehind: false, catchUpSeconds: 0, partitions: [] });
  });
});
