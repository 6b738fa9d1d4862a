import { Readiness } from './readiness';

describe('readiness', () => {
  it('is there only when every part is ready; announced parts are not before they say so', async () => {
    const readiness = new Readiness(['database', 'bus']);
    readiness.set('database', { ready: true });
    expect(await readiness.report()).toEqual({ ready: false, parts: { database: { ready: true }, bus: { ready: false, reason: 'starting' } } });
    readiness.set('bus', { ready: true });
    expect((await readiness.report()).ready).toBe(true);
  });

  it('asks its checks each time, and takes a late answer for none', async () => {
    const readiness = new Readiness();
    let away = true;
    readiness.check('database', () => (away ? Promise.reject(new Error('connection refused')) : Promise.resolve()));
    readiness.check('bus', () => new Promise(() => undefined), 20);
    expect((await readiness.report()).parts).toEqual({
      database: { ready: false, reason: 'connection refused' },
      bus: { ready: false, reason: 'no answer within 20 ms' },
    });
    away = false;
    expect((await readiness.report()).parts['database']).toEqual({ ready: true });
  });

  it('keeps a part that called itself not ready so, though its check passes', async () => {
    const readiness = new Readiness();
    readiness.check('bus', () => Promise.resolve());
    readiness.set('bus', { ready: false, reason: 'too many parked' });
    expect((await readiness.report()).parts['bus']).toEqual({ ready: false, reason: 'too many parked' });
  });
});
