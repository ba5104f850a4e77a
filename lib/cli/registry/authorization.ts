import { parseJson } from '../../core/parse-json';
import { Challenge, challengesOf } from './challenge';
import { Credentials, CredentialStore } from './credentials';
import { isLocal, Repository } from './reference';
import { RegistryError, shown } from './registry-error';
import { Answer, Transport } from './transport';

const CLIENT = 'golden-image';

/** Finds what a registry wants to see before it answers, and remembers it for a repository. */
export class Authorization {
  private readonly known = new Map<string, string>();

  public constructor(
    private readonly transport: Transport,
    private readonly credentials: CredentialStore,
  ) {}

  /** The header that was right the last time. */
  public headerFor(repository: Repository): string | undefined {
    return this.known.get(keyOf(repository));
  }

  /** The header that meets a challenge, by a 401. */
  public async meet(answer: Answer, repository: Repository): Promise<string> {
    const challenges = challengesOf(answer.headers.get('www-authenticate') ?? '');
    const challenge = ['bearer', 'basic'].map((wanted) => challenges.find(({ scheme }) => scheme === wanted)).find((one) => one !== undefined);
    if (challenge === undefined) {
      throw new RegistryError('denied', `${repository.host} wants a kind of login that is not known here: ${shown(answer.headers.get('www-authenticate') ?? 'none')}`, 'use a registry with Basic or Bearer authentication');
    }
    const credentials = await this.credentials.find(repository.host);
    const header = challenge.scheme === 'basic' ? basic(credentials, repository) : `Bearer ${await this.token(challenge, credentials, repository)}`;
    this.known.set(keyOf(repository), header);
    return header;
  }

  /** Source: distribution, "Token Authentication Specification" and "Oauth2 Token Authentication". */
  private async token({ parameters }: Challenge, credentials: Credentials | undefined, repository: Repository): Promise<string> {
    const realm = realmOf(parameters.realm, repository);
    const wanted = { ...(parameters.service !== undefined && { service: parameters.service }), scope: parameters.scope ?? `repository:${repository.repository}:pull` };
    const answer = await this.transport.send(...tokenRequest(realm, wanted, credentials));
    if (answer.status !== 200) throw denied(repository, answer, credentials !== undefined);
    const { token, access_token: accessToken } = parsed(answer.body) as { readonly token?: unknown; readonly access_token?: unknown };
    const found = token ?? accessToken;
    if (typeof found === 'string' && found !== '') return found;
    throw new RegistryError('invalid', `${realm.host} gives no token for ${repository.host}/${repository.repository}`, 'look whether the address of the registry is right, and whether a proxy answers in its place');
  }
}

function keyOf({ host, repository }: Repository): string {
  return `${host}/${repository}`;
}

function basic(credentials: Credentials | undefined, repository: Repository): string {
  if (credentials !== undefined && 'username' in credentials) return basicHeader(credentials);
  throw new RegistryError('denied', `${repository.host} wants a user and a password, and there are none`, loginRemedy(repository.host));
}

function basicHeader({ username, password }: { readonly username: string; readonly password: string }): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

/** Credentials are sent to where the registry says, so that must be an address that nobody can listen to. */
function realmOf(realm: string | undefined, { host }: Repository): URL {
  try {
    const url = new URL(realm ?? '');
    if (url.protocol === 'https:' || (url.protocol === 'http:' && isLocal(url.host))) return url;
  } catch {
    // No address at all.
  }
  throw new RegistryError('invalid', `${host} wants a token from ${shown(realm ?? 'nowhere')}, which is no https address`, 'ask who runs the registry: credentials would be readable on the way there');
}

function tokenRequest(realm: URL, wanted: Record<string, string>, credentials: Credentials | undefined): [string, RequestInit] {
  if (credentials !== undefined && 'identityToken' in credentials) {
    const body = new URLSearchParams({ ...wanted, grant_type: 'refresh_token', client_id: CLIENT, refresh_token: credentials.identityToken });
    return [realm.href, { method: 'POST', body }];
  }
  for (const [name, value] of Object.entries(wanted)) realm.searchParams.set(name, value);
  return [realm.href, credentials === undefined ? {} : { headers: { authorization: basicHeader(credentials) } }];
}

export function denied({ host, repository }: Repository, answer: Answer, hadCredentials: boolean): RegistryError {
  const said = messageOf(answer.body);
  const problem = `${host} does not let ${hadCredentials ? 'these credentials' : 'anybody without credentials'} read ${repository} (HTTP ${answer.status}${said === '' ? '' : `: ${said}`})`;
  return new RegistryError('denied', problem, `${loginRemedy(host)}; look also whether the name is right: registries do not tell what is private from what is not there`);
}

function loginRemedy(host: string): string {
  return host === 'docker.io' ? 'log in with `docker login`' : `log in with \`docker login ${host}\`, or configure a credential helper for it`;
}

function parsed(body: Buffer): object {
  return (parseJson(body.toString('utf8')) ?? {}) as object;
}

/** OCI distribution specification, error codes. */
function messageOf(body: Buffer): string {
  const { errors, details } = parsed(body) as { readonly errors?: unknown; readonly details?: unknown };
  const [first] = Array.isArray(errors) ? (errors as ({ readonly code?: unknown; readonly message?: unknown } | null)[]) : [];
  return shown(String(first?.message ?? first?.code ?? details ?? ''));
}
