import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import type { LocalIssuer } from '../src/auth/local-issuer';
import { createLocalIssuer } from '../src/auth/local-issuer';
import { Role, requireRole } from '../src/auth/principal';
import { createTokenVerifier, keySourceOf } from '../src/auth/token-verifier';

describe('tokens', () => {
  let folder: string;
  let issuer: LocalIssuer;
  const verifierOf = (file: string) => createTokenVerifier({ keys: { file }, issuer: 'huiliu-local', audience: 'huiliu' });
  const verify = (token: string) => verifierOf(issuer.jwksFile).verify(`Bearer ${token}`);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'huiliu-issuer-'));
    issuer = await createLocalIssuer(folder);
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('say who asks: subject, known roles, customer', async () => {
    const token = await issuer.issue({ subject: 'u-1', roles: ['customer', 'wizard' as Role], customerId: '17850' });
    expect(await verify(token)).toEqual({ subject: 'u-1', roles: ['customer'], customerId: '17850' });
    expect(await verify(await issuer.issue({ subject: 'u-2', roles: [Role.finance] }))).toEqual({ subject: 'u-2', roles: ['finance'] });
  });

  it.each([
    ['missing', undefined, 'TOKEN_MISSING'],
    ['blank', ' ', 'TOKEN_MISSING'],
    ['of another scheme', 'Basic dTpw', 'TOKEN_INVALID'],
    ['no token', 'Bearer nonsense', 'TOKEN_INVALID'],
    ['too long', `Bearer ${'a'.repeat(10_000)}`, 'TOKEN_INVALID'],
  ])('that are %s are refused with %s: %s', async (_name, header, code) => {
    await expect(verifierOf(issuer.jwksFile).verify(header)).rejects.toMatchObject({ kind: 'UNAUTHENTICATED', code });
  });

  it('that are forged, unsigned, expired, for others, or without a name are refused', async () => {
    const code = (token: string): Promise<string> => verify(token).then(() => 'accepted', (error: { code: string }) => error.code);
    const good = { subject: 'u-1', roles: [Role.admin] };
    const strangers = await createLocalIssuer(await mkdtemp(join(folder, 'stranger-')));
    const [head, body, signature] = (await issuer.issue(good)).split('.');
    const forged = Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(body ?? '', 'base64url').toString()), sub: 'root' })).toString('base64url');
    const publicKey = Buffer.from(await readFile(issuer.jwksFile));
    const symmetric = new SignJWT({ roles: ['admin'] }).setProtectedHeader({ alg: 'HS256' }).setSubject('u').setIssuer('huiliu-local').setAudience('huiliu').setExpirationTime('1h').sign(publicKey);
    expect(await code(`${head}.${forged}.${signature}`)).toBe('TOKEN_INVALID');
    expect(await code(await strangers.issue(good))).toBe('TOKEN_INVALID');
    expect(await code(await symmetric)).toBe('TOKEN_INVALID');
    expect(await code(new UnsecuredJWT({}).setSubject('u').setIssuer('huiliu-local').setAudience('huiliu').setExpirationTime('1h').encode())).toBe('TOKEN_INVALID');
    expect(await code(await issuer.issue({ ...good, ttlSeconds: -60 }))).toBe('TOKEN_EXPIRED');
    expect(await code(await (await createLocalIssuer(folder, { issuer: 'someone-else' })).issue(good))).toBe('TOKEN_INVALID');
    expect(await code(await (await createLocalIssuer(folder, { audience: 'another-shop' })).issue(good))).toBe('TOKEN_INVALID');
    expect(await code(await issuer.issue({ subject: '', roles: [] }))).toBe('TOKEN_INVALID');
    expect(await code(await issuer.issue({ subject: 'u-1', roles: [Role.customer] }))).toBe('TOKEN_INVALID');
    expect(await code(await issuer.issue(good))).toBe('accepted');
  });

  it('a few seconds past their end are still taken: clocks differ', async () => {
    await expect(verify(await issuer.issue({ subject: 'u-1', roles: [], ttlSeconds: -2 }))).resolves.toMatchObject({ subject: 'u-1' });
  });

  it('outlive a restart of the issuer, also of several at once; its key is for its owner alone', async () => {
    const shared = await mkdtemp(join(folder, 'shared-'));
    const issuers = await Promise.all(Array.from({ length: 5 }, () => createLocalIssuer(shared)));
    const jwksFile = issuers[0]?.jwksFile ?? '';
    for (const one of issuers) await expect(verifierOf(jwksFile).verify(`Bearer ${await one.issue({ subject: 'u', roles: [] })}`)).resolves.toBeDefined();
    expect((await stat(join(shared, 'issuer-key.pem'))).mode & 0o777).toBe(0o600);
    expect(await readFile(jwksFile, 'utf8')).not.toContain('"d"');
  });

  it('are verified against a key set behind a URL too, and against keys that come later', async () => {
    let keys: unknown[] = [];
    const server = createServer((_request, response) => response.end(JSON.stringify({ keys })));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const verifier = createTokenVerifier({ keys: { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json` }, issuer: 'i', audience: 'a' });
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    keys = [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256' }];
    const token = await new SignJWT({ roles: ['ops'] }).setProtectedHeader({ alg: 'ES256', kid: 'k1' }).setSubject('u').setIssuer('i').setAudience('a').setExpirationTime('1h').sign(privateKey);
    await expect(verifier.verify(`Bearer ${token}`)).resolves.toEqual({ subject: 'u', roles: ['ops'] });
    await new Promise((resolve) => server.close(resolve));
    const fresh = createTokenVerifier({ keys: { url: 'http://127.0.0.1:1/jwks.json' }, issuer: 'i', audience: 'a' });
    await expect(fresh.verify(`Bearer ${token}`)).rejects.toMatchObject({ kind: 'UNAVAILABLE', code: 'TOKEN_KEYS_UNAVAILABLE' });
  });

  it('can\'t be verified without keys: that is our fault, not the token\'s', async () => {
    const token = await issuer.issue({ subject: 'u', roles: [] });
    await expect(verifierOf(join(folder, 'none.json')).verify(`Bearer ${token}`)).rejects.toMatchObject({ code: 'TOKEN_KEYS_UNAVAILABLE' });
    const broken = join(folder, 'broken.json');
    await writeFile(broken, '{');
    await expect(verifierOf(broken).verify(`Bearer ${token}`)).rejects.toMatchObject({ code: 'TOKEN_KEYS_UNAVAILABLE' });
  });
});

describe('roles', () => {
  it('open what they are for, and nothing else', () => {
    const principal = { subject: 'u', roles: [Role.agent, Role.reviewer] };
    expect(() => requireRole(principal, [Role.reviewer, Role.admin])).not.toThrow();
    expect(() => requireRole(principal, [Role.finance])).toThrow(/finance/);
    expect(() => requireRole(principal, [])).toThrow();
  });
});

describe('the key source', () => {
  it('is exactly one of file and URL', () => {
    expect(keySourceOf({ jwksFile: 'f', jwksUrl: undefined })).toEqual({ file: 'f' });
    expect(keySourceOf({ jwksFile: undefined, jwksUrl: 'u' })).toEqual({ url: 'u' });
    expect(() => keySourceOf({ jwksFile: 'f', jwksUrl: 'u' })).toThrow(/exactly one/);
    expect(() => keySourceOf({ jwksFile: undefined, jwksUrl: undefined })).toThrow(/exactly one/);
  });
});
