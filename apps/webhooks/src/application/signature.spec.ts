import { randomBytes } from 'node:crypto';
import { sign, toleranceSeconds, verify } from './signature';

const key = (secret: string): Buffer => Buffer.from(secret.slice('whsec_'.length), 'base64');
/** The example of Standard Webhooks' own documentation. */
const known = { secret: key('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'), id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: '1614265330', body: '{"test": 2432232314}', signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=' };
const at = Number(known.timestamp) * 1000;
const other = randomBytes(32);

describe('a signature', () => {
  it('is the one that Standard Webhooks says', () => {
    expect(sign([known.secret], known, known.body)).toBe(known.signature);
    expect(verify([known.secret], known, known.body, at).ok).toBe(true);
  });

  it('is there for each secret, so that the other side may know either', () => {
    const signature = sign([known.secret, other], known, known.body);
    expect(signature.split(' ')).toHaveLength(2);
    for (const secret of [known.secret, other]) expect(verify([secret], { ...known, signature }, known.body, at).ok).toBe(true);
    expect(verify([other, known.secret], known, known.body, at).ok).toBe(true);
  });

  it.each([
    ['another body', {}, '{"test": 2432232315}', 'wrong'],
    ['another id', { id: 'msg_other' }, known.body, 'wrong'],
    ['another timestamp', { timestamp: '1614265331' }, known.body, 'wrong'],
    ['another version', { signature: known.signature.replace('v1', 'v2') }, known.body, 'wrong'],
    ['half a signature', { signature: 'v1,g0hM9SsE' }, known.body, 'wrong'],
    ['more signatures than anybody has secrets', { signature: `${'v1,AAAA '.repeat(10)}${known.signature}` }, known.body, 'wrong'],
    ['no id', { id: '' }, known.body, 'missing'],
    ['no signature', { signature: '' }, known.body, 'missing'],
    ['a timestamp that is none', { timestamp: '2021-02-25' }, known.body, 'off'],
  ])('is not good for %s', (_, headers, body, why) => {
    expect(verify([known.secret], { ...known, ...headers }, body, at)).toEqual({ ok: false, error: why });
  });

  it.each([-toleranceSeconds - 1, toleranceSeconds + 1])('is not good %d seconds away from its time, and is within', (seconds) => {
    expect(verify([known.secret], known, known.body, at + seconds * 1000)).toEqual({ ok: false, error: 'off' });
    expect(verify([known.secret], known, known.body, at + (seconds - Math.sign(seconds)) * 1000).ok).toBe(true);
  });

  it('is good for nobody without a secret', () => {
    expect(verify([], known, known.body, at).ok).toBe(false);
  });
});
