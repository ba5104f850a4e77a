import { RunProgram } from '../../../lib/cli/program';
import { CredentialStore } from '../../../lib/cli/registry/credentials';
import { Home } from '../support/home';

const ECR = '111122223333.dkr.ecr.eu-west-1.amazonaws.com';
const base64 = (text: string): string => Buffer.from(text).toString('base64');

let home: Home;
beforeEach(() => (home = new Home()));

const find = (host: string, run?: RunProgram): Promise<unknown> => new CredentialStore(home.env, run).find(host);

test('without a configuration there are no credentials', async () => {
  expect(await find('quay.io')).toBeUndefined();
});

test.each([
  ['docker.io', 'https://index.docker.io/v1/'],
  ['quay.io', 'quay.io'],
  ['quay.io', 'https://quay.io/v2/'],
])('credentials of %s are those that docker login wrote for %s', async (host, server) => {
  home.dockerConfig({ auths: { 'other.example.com': { auth: base64('x:y') }, [server]: { auth: base64('user:pass:word') } } });
  expect(await find(host)).toEqual({ username: 'user', password: 'pass:word' });
});

test('an identity token stands for user and password', async () => {
  home.dockerConfig({ auths: { 'quay.io': { auth: base64('00000000-0000-0000-0000-000000000000:'), identitytoken: 'refresh' } } });
  expect(await find('quay.io')).toEqual({ identityToken: 'refresh' });
});

test('DOCKER_CONFIG says where the configuration lies', async () => {
  home.file('elsewhere/config.json', { auths: { 'quay.io': { auth: base64('user:password') } } });
  home.env.DOCKER_CONFIG = `${home.dir}/elsewhere`;
  expect(await find('quay.io')).toEqual({ username: 'user', password: 'password' });
});

test('a credential helper is asked with the server on its standard input', async () => {
  home.dockerConfig({ credHelpers: { 'quay.io': 'fake' } });
  home.program('docker-credential-fake', 'read server; printf \'{"ServerURL":"%s","Username":"%s","Secret":"%s"}\' "$server" "$1" "$server"');
  expect(await find('quay.io')).toEqual({ username: 'get', password: 'quay.io' });
});

test('the store of all credentials is asked for Docker Hub by the name that docker login gives it', async () => {
  home.dockerConfig({ credsStore: 'fake' });
  home.program('docker-credential-fake', 'read server; printf \'{"Username":"<token>","Secret":"%s"}\' "$server"');
  expect(await find('docker.io')).toEqual({ identityToken: 'https://index.docker.io/v1/' });
});

test('the helper of a registry comes before the store of all', async () => {
  home.dockerConfig({ credsStore: 'all', credHelpers: { 'quay.io': 'one' } });
  home.program('docker-credential-one', 'printf \'{"Username":"one","Secret":"s"}\'');
  home.program('docker-credential-all', 'printf \'{"Username":"all","Secret":"s"}\'');
  expect(await find('quay.io')).toMatchObject({ username: 'one' });
  expect(await find('gcr.io')).toMatchObject({ username: 'all' });
});

test('a helper that knows nothing leaves the question to the file', async () => {
  home.dockerConfig({ credsStore: 'fake', auths: { 'quay.io': { auth: base64('user:password') } } });
  home.program('docker-credential-fake', 'echo "credentials not found in native keychain"; exit 1');
  expect(await find('quay.io')).toEqual({ username: 'user', password: 'password' });
});

test.each([
  ['a helper that is not installed', { credsStore: 'absent' }, 'docker-credential-absent'],
  ['a helper that fails', { credsStore: 'broken' }, 'the keychain is locked'],
  ['a helper that prints no credentials', { credsStore: 'odd' }, 'what are no credentials'],
  ['a helper whose name is a path', { credsStore: '../../evil' }, 'that is none'],
  ['a configuration that is not JSON', '{"auths":', 'cannot be read'],
])('%s is an error that says what to do', async (_, config, message) => {
  home.dockerConfig(config);
  home.program('docker-credential-broken', 'echo "the keychain is locked" >&2; exit 1');
  home.program('docker-credential-odd', 'echo "the secret is hunter2"');
  const error = (await find('quay.io').catch((one: unknown) => one)) as Error;
  expect(error.message).toContain(message);
  expect(error.message).toMatch(/\n {2}remedy: ./);
  expect(error.message).not.toContain('hunter2');
});

test('for private ECR, aws is asked for the region of the registry', async () => {
  const calls: unknown[] = [];
  const run: RunProgram = async (command, args) => {
    calls.push([command, ...args]);
    return { status: 0, stdout: 'ecr-password\n', stderr: '' };
  };
  expect(await find(ECR, run)).toEqual({ username: 'AWS', password: 'ecr-password' });
  expect(calls).toEqual([['aws', 'ecr', 'get-login-password', '--region', 'eu-west-1']]);
});

test('aws is not asked for other registries, and not where docker login was run', async () => {
  home.dockerConfig({ auths: { [ECR]: { auth: base64('AWS:from-login') } } });
  const run: RunProgram = async () => { throw new Error('asked'); };
  expect(await find(ECR, run)).toEqual({ username: 'AWS', password: 'from-login' });
  expect(await find('amazonaws.com.example.com', run)).toBeUndefined();
});

test.each([
  [{ status: undefined, stdout: '', stderr: '' }, 'aws is not on PATH'],
  [{ status: 255, stdout: '', stderr: 'The security token included in the request is expired\n' }, 'token included in the request is expired'],
])('without credentials of AWS the error says why', async (result, message) => {
  await expect(find(ECR, async () => result)).rejects.toThrow(message);
});

test('a registry is looked up once', async () => {
  home.dockerConfig({ credsStore: 'fake' });
  home.program('docker-credential-fake', `echo x >>${home.dir}/calls; wc -l <${home.dir}/calls | tr -d '\\n' >${home.dir}/count; printf '{"Username":"u","Secret":"%s"}' "$(cat ${home.dir}/count)"`);
  const store = new CredentialStore(home.env);
  await store.find('quay.io');
  expect(await store.find('quay.io')).toEqual({ username: 'u', password: '1' });
});
