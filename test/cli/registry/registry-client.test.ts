import { CredentialStore } from '../../../lib/cli/registry/credentials';
import { ImageReference, parseReference } from '../../../lib/cli/registry/reference';
import { RegistryClient } from '../../../lib/cli/registry/registry-client';
import { RegistryError } from '../../../lib/cli/registry/registry-error';
import { Transport } from '../../../lib/cli/registry/transport';
import { basic, FakeRegistry, INDEX, Seen, wanting } from '../support/fake-registry';
import { Home } from '../support/home';

let registry: FakeRegistry;
let home: Home;
let waits: number[];
let notes: string[];
let digest: string;

beforeEach(async () => {
  registry = await FakeRegistry.start();
  digest = registry.image('golden/debian', 'one', '1');
  home = new Home();
  waits = [];
  notes = [];
});
afterEach(() => registry.stop());

function client(timeoutMilliseconds = 10_000): RegistryClient {
  const wait = async (milliseconds: number): Promise<void> => void waits.push(milliseconds);
  return new RegistryClient(new Transport({ timeoutMilliseconds, wait, note: (text) => notes.push(text) }), new CredentialStore(home.env));
}

const image = (text = 'golden/debian:1'): ImageReference => parseReference(`${registry.host}/${text}`);
const login = (auth: object = { auth: Buffer.from('user:secret').toString('base64') }): void => home.dockerConfig({ auths: { [registry.host]: auth } });

async function refused(asking: Promise<unknown>): Promise<RegistryError> {
  const error: unknown = await asking.then(() => 'there was an answer', (one: unknown) => one);
  expect(error).toBeInstanceOf(RegistryError);
  expect((error as RegistryError).remedy).not.toBe('');
  return error as RegistryError;
}

describe('what a tag names', () => {
  test('is the digest that the registry gives, without a pull', async () => {
    expect(await client().digestOf(image())).toBe(digest);
    expect(registry.seen.map(({ method }) => method)).toEqual(['HEAD']);
  });

  test('is the digest of the index, where there are several platforms', async () => {
    const index = registry.manifest('golden/debian', { manifests: [{ digest, size: 1, platform: { os: 'linux', architecture: 'amd64' } }] }, 'both', INDEX);
    expect(await client().digestOf(image('golden/debian:both'))).toBe(index);
  });

  test('is the digest of what it answers, where a registry does not tell', async () => {
    registry.at('/v2/golden/debian/manifests/bare', '{}');
    registry.handlers.push(({ method }, response) => method === 'HEAD' && Boolean(response.writeHead(200).end()));
    registry.handlers.push(({ url }, response) => url.endsWith('/bare') && Boolean(response.writeHead(200).end('{}')));
    expect(await client().digestOf(image('golden/debian:bare'))).toBe('sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a');
  });

  test('is not that of a page that a proxy answers with', async () => {
    registry.handlers.push((_, response) => Boolean(response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Log in</html>')));
    const error = await refused(client().digestOf(image()));
    expect(error.message).toContain('no JSON');
    expect(error.remedy).toContain('a proxy');
  });

  test('that is not there is an error that names it', async () => {
    const error = await refused(client().digestOf(image('golden/debian:9')));
    expect(error.kind).toBe('not-found');
    expect(error.message).toContain(`${registry.host} has no golden/debian with 9`);
  });

  test('that is no digest is not believed', async () => {
    registry.handlers.push((_, response) => Boolean(response.writeHead(200, { 'docker-content-digest': 'latest' }).end()));
    expect((await refused(client().digestOf(image()))).kind).toBe('invalid');
  });
});

describe('what has a digest', () => {
  test('is refused where it was altered', async () => {
    registry.at(`/v2/golden/debian/manifests/${digest}`, '{"layers":[]}');
    expect((await refused(client().manifest(image(), digest))).kind).toBe('invalid');
  });

  test('is not followed where it is not JSON', async () => {
    registry.at('/v2/golden/debian/blobs/sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', '');
    const error = await refused(client().blob(image(), 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'));
    expect(error.message).toContain('no JSON');
  });

  test('has referrers by the API, or by the tag that stands in for it, or none', async () => {
    const referrer = { mediaType: 'x', digest, size: 1 };
    expect(await client().referrers(image(), digest)).toEqual([]);
    registry.at(`/v2/golden/debian/manifests/${digest.replace(':', '-')}`, JSON.stringify({ manifests: [referrer] }), INDEX);
    expect(await client().referrers(image(), digest)).toEqual([referrer]);
    registry.at(`/v2/golden/debian/referrers/${digest}`, JSON.stringify({ manifests: [] }), INDEX);
    expect(await client().referrers(image(), digest)).toEqual([]);
  });
});

describe('Basic authentication', () => {
  beforeEach(() => void registry.handlers.push(wanting('Basic realm="private"', (header) => header === basic('user', 'secret'))));

  test('uses what docker login knows, and the second time at once', async () => {
    login();
    const one = client();
    expect(await one.digestOf(image())).toBe(digest);
    await one.digestOf(image());
    expect(registry.seen.map(({ headers }) => headers.authorization)).toEqual([undefined, basic('user', 'secret'), basic('user', 'secret')]);
  });

  test('without credentials is an error that says how to log in', async () => {
    const error = await refused(client().digestOf(image()));
    expect(error.kind).toBe('denied');
    expect(error.message).toContain(`docker login ${registry.host}`);
  });

  test('with the wrong ones is an error that does not show them', async () => {
    login({ auth: Buffer.from('user:wrong').toString('base64') });
    const error = await refused(client().digestOf(image()));
    expect(error).toMatchObject({ kind: 'denied', message: expect.stringContaining('does not let these credentials read golden/debian (HTTP 401') });
    expect(error.message).not.toContain('wrong');
    expect(registry.seen).toHaveLength(2);
  });
});

describe('Bearer authentication', () => {
  let tokens: string[];
  let tokenFor: (request: Seen) => string | undefined;

  beforeEach(() => {
    tokens = [];
    tokenFor = () => 'pull';
    const realm = `Bearer realm="http://${registry.host}/token?a=b",service="registry.test",scope="repository:golden/debian:pull"`;
    registry.handlers.push(wanting(realm, (header) => header === `Bearer ${tokens.at(-1)}`, (url) => url.startsWith('/token')));
    registry.handlers.push((request, response) => {
      if (!request.url.startsWith('/token')) return false;
      const token = tokenFor(request);
      if (token === undefined) response.writeHead(401).end('{"details":"incorrect username or password"}');
      else response.end(JSON.stringify({ token: tokens[tokens.push(`${token}-${tokens.length}`) - 1] }));
      return true;
    });
  });

  const tokenRequests = (): Seen[] => registry.seen.filter(({ url }) => url.startsWith('/token'));

  test('takes a token that anybody gets', async () => {
    expect(await client().digestOf(image())).toBe(digest);
    const [{ method, url, headers }] = tokenRequests() as [Seen];
    expect({ method, authorization: headers.authorization }).toEqual({ method: 'GET', authorization: undefined });
    expect(Object.fromEntries(new URL(url, 'http://x').searchParams)).toEqual({ a: 'b', service: 'registry.test', scope: 'repository:golden/debian:pull' });
  });

  test('sends credentials for a token to those who give it, and not to the registry', async () => {
    login();
    tokenFor = ({ headers }) => (headers.authorization === basic('user', 'secret') ? 'private' : undefined);
    expect(await client().digestOf(image())).toBe(digest);
    expect(registry.seen.filter(({ url, headers }) => !url.startsWith('/token') && headers.authorization?.startsWith('Basic'))).toEqual([]);
  });

  test('exchanges an identity token', async () => {
    login({ identitytoken: 'refresh-me' });
    tokenFor = ({ method, body }) => (method === 'POST' && new URLSearchParams(body).get('refresh_token') === 'refresh-me' ? 'private' : undefined);
    expect(await client().digestOf(image())).toBe(digest);
    expect(Object.fromEntries(new URLSearchParams(tokenRequests()[0]!.body))).toMatchObject({ grant_type: 'refresh_token', service: 'registry.test', scope: 'repository:golden/debian:pull' });
  });

  test('keeps a token for a repository, and gets another when it has expired', async () => {
    const one = client();
    await one.digestOf(image());
    await one.digestOf(image());
    expect(tokenRequests()).toHaveLength(1);
    tokens.push('all others have expired');
    expect(await one.digestOf(image())).toBe(digest);
    expect(tokenRequests()).toHaveLength(2);
  });

  test('takes a token by its other name', async () => {
    registry.handlers.unshift(({ url }, response) => url.startsWith('/token') && Boolean(response.end(JSON.stringify({ access_token: tokens[tokens.push('other') - 1] }))));
    expect(await client().digestOf(image())).toBe(digest);
  });

  test.each([
    ['credentials that give no token', (): string | undefined => undefined, 'denied', 'incorrect username or password'],
    ['an answer without a token', (): string => '', 'invalid', 'gives no token'],
  ])('%s are an error', async (what, token, kind, message) => {
    login();
    if (kind === 'denied') tokenFor = token;
    else registry.handlers.unshift(({ url }, response) => url.startsWith('/token') && Boolean(response.end('{"token":""}')));
    const error = await refused(client().digestOf(image()));
    expect({ what, kind: error.kind }).toEqual({ what, kind });
    expect(error.message).toContain(message);
  });

  test.each(['http://auth.example.com/token', 'ftp://127.0.0.1/token', 'token', ''])('sends nothing to realm %j', async (realm) => {
    login();
    registry.handlers.unshift(wanting(`Bearer realm="${realm}"`, () => false));
    expect((await refused(client().digestOf(image()))).kind).toBe('invalid');
    expect(registry.seen).toHaveLength(1);
  });
});

test.each([['Negotiate'], [undefined]])('a registry that wants %s is told to be unknown', async (challenge) => {
  registry.handlers.push((_, response) => Boolean(response.writeHead(401, challenge === undefined ? {} : { 'www-authenticate': challenge }).end()));
  expect((await refused(client().digestOf(image()))).message).toContain('a kind of login that is not known');
});

test('a token is asked for by the scope of the repository, where the registry names none', async () => {
  registry.handlers.push(({ url }, response) => url.startsWith('/token') && Boolean(response.end('{"token":"t"}')));
  registry.handlers.push(wanting(`Bearer realm="http://${registry.host}/token"`, (header) => header === 'Bearer t'));
  await client().digestOf(image());
  expect(registry.seen[1]!.url).toBe('/token?scope=repository%3Agolden%2Fdebian%3Apull');
});

describe('a registry that does not answer well', () => {
  /** Answers a number of requests so, then as usual. */
  const first = (count: number, status: number, headers: Record<string, string> = {}): void => {
    registry.handlers.push((_, response) => count-- > 0 && Boolean(response.writeHead(status, headers).end()));
  };

  test.each([
    [{ 'retry-after': '7' }, 7000],
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' }, 0],
    [{ 'retry-after': 'soon' }, 1000],
    [{}, 1000],
  ])('and wants less of us (%j) is asked again after %d ms', async (headers, wait) => {
    first(1, 429, headers as Record<string, string>);
    expect(await client().digestOf(image())).toBe(digest);
    expect(waits).toEqual([wait]);
    expect(notes).toEqual([expect.stringContaining(`${registry.host}: HTTP 429, next attempt in`)]);
  });

  test('and wants less of us for ever is left after four attempts', async () => {
    first(100, 429);
    const error = await refused(client().digestOf(image()));
    expect(error).toMatchObject({ kind: 'rate-limited', remedy: expect.stringContaining('docker login') });
    expect(registry.seen).toHaveLength(4);
    expect(waits).toEqual([1000, 2000, 4000]);
  });

  test('and wants us to wait for long is left at once, with the time in the error', async () => {
    first(100, 429, { 'retry-after': '3600' });
    expect((await refused(client().digestOf(image()))).message).toContain('wait 3600 s');
    expect(waits).toEqual([]);
  });

  test.each([500, 502, 503, 504])('but with HTTP %d is asked again, and in the end told of', async (status) => {
    first(2, status);
    expect(await client().digestOf(image())).toBe(digest);
    expect(waits).toEqual([1000, 2000]);
    first(100, status);
    expect(await refused(client().digestOf(image()))).toMatchObject({ kind: 'failed', message: expect.stringContaining(`HTTP ${status}`) });
  });

  test('but with HTTP 403 is not asked again', async () => {
    first(100, 403);
    expect((await refused(client().digestOf(image()))).kind).toBe('denied');
    expect(registry.seen).toHaveLength(1);
  });

  test('but with HTTP 418 is told of', async () => {
    first(100, 418);
    expect(await refused(client().digestOf(image()))).toMatchObject({ kind: 'failed', message: expect.stringContaining('HTTP 418') });
  });

  test('because the connection broke is asked again', async () => {
    let broken = 2;
    registry.handlers.push((_, response) => broken-- > 0 && Boolean(response.destroy()));
    expect(await client().digestOf(image())).toBe(digest);
    expect(waits).toHaveLength(2);
  });

  test('because it is down is told of at once', async () => {
    const gone = image();
    registry.stop();
    expect(await refused(client().digestOf(gone))).toMatchObject({ kind: 'unreachable', message: expect.stringContaining(`${gone.host} cannot be reached: ECONNREFUSED`) });
    expect(waits).toEqual([]);
  });

  test('within its time is told of, whether it sends nothing or half of it', async () => {
    registry.handlers.push(() => true);
    expect(await refused(client(100).digestOf(image()))).toMatchObject({ kind: 'slow', remedy: expect.stringContaining('--timeout') });
    registry.handlers.splice(0, 1, (_, response) => {
      response.writeHead(200).write('{');
      return true;
    });
    expect((await refused(client(100).manifest(image(), digest))).kind).toBe('slow');
  });

  test('but sends without end is cut off', async () => {
    registry.handlers.push((_, response) => {
      const chunk = Buffer.alloc(8 * 1024 * 1024);
      for (let sent = 0; sent < 10; sent++) response.write(chunk);
      response.end();
      return true;
    });
    expect(await refused(client().manifest(image(), digest))).toMatchObject({ kind: 'invalid', message: expect.stringContaining('more than') });
  });
});
