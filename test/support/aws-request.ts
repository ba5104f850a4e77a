/**
 * What an HTTP request to AWS asks for, in IAM's terms (Service Authorization Reference): the action, and the ARNs
 * that the caller must be allowed it on. Covers what builds ask for; anything else is undefined, not a guess.
 */
export interface HttpRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface Scope {
  readonly account: string;
  readonly region: string;
}

export interface AwsRequest {
  readonly action: string;
  readonly resources: readonly string[];
  /** Condition keys that the request itself gives values to, in the order of the resources; undefined where none is known here. */
  readonly contexts?: readonly Readonly<Record<string, string>>[];
}

type Input = Readonly<Record<string, unknown>>;

export function awsRequest(request: HttpRequest, scope: Scope): AwsRequest | undefined {
  const service = /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\/aws4_request/.exec(String(request.headers.authorization))?.[1];
  if (service === undefined) return undefined;
  if (service === 's3') return s3Request(request);
  if (service === 'inspector2') return inspectorRequest(request);
  const { operation, input } = call(request);
  if (operation === undefined) return undefined;
  const resources = RESOURCES[service]?.(input, arnsOf(service, scope), operation);
  const contexts = service === 'events' ? eventContexts(input) : undefined;
  return resources && { action: `${service}:${operation}`, resources: resources.length > 0 ? resources : ['*'], ...(contexts && { contexts }) };
}

/** Source: service authorization reference, "Condition keys for Amazon EventBridge". */
function eventContexts(input: Input): readonly Readonly<Record<string, string>>[] {
  return (input.Entries as { Source?: string; DetailType?: string }[]).map(({ Source = '', DetailType = '' }) => ({ 'events:source': Source, 'events:detail-type': DetailType }));
}

/** The operation of a JSON service is named in a header, that of a query service in the form it posts. */
function call(request: HttpRequest): { operation: string | undefined; input: Input } {
  const target = request.headers['x-amz-target'];
  if (target !== undefined) return { operation: String(target).split('.').pop(), input: JSON.parse(request.body) as Input };
  const form = Object.fromEntries(new URLSearchParams(request.body));
  return { operation: form.Action, input: form };
}

type Arn = (resource: string) => string;

function arnsOf(service: string, { account, region }: Scope): Arn {
  return (resource) => `arn:aws:${service}:${region}:${account}:${resource}`;
}

/** Per service, the ARNs an operation is about; none means that IAM knows only `*` for it. */
const RESOURCES: Readonly<Record<string, (input: Input, arn: Arn, operation: string) => readonly string[] | undefined>> = {
  ecr: (input, arn) => names(input.repositoryName ?? input.repositoryNames).map((name) => arn(`repository/${name}`)),
  ssm: (input, arn) => names(input.Name ?? input.Names).map((name) => arn(`parameter/${name.replace(/^\//, '')}`)),
  codebuild: (input, arn, operation) => operation === 'StartBuild' || operation === 'ListBuildsForProject'
    ? names(input.projectName).map((name) => arn(`project/${name}`))
    : undefined,
  events: (input, arn, operation) => operation === 'PutEvents'
    ? (input.Entries as { EventBusName?: string }[]).map(({ EventBusName = 'default' }) =>
      EventBusName.startsWith('arn:') ? EventBusName : arn(`event-bus/${EventBusName}`))
    : undefined,
  // Asked by an alias, KMS checks the right on the key behind it, which the request does not name.
  kms: (input, arn, operation) => ['Sign', 'GetPublicKey', 'DescribeKey'].includes(operation) && !String(input.KeyId).includes('alias/')
    ? names(input.KeyId).map((key) => (key.startsWith('arn:') ? key : arn(`key/${key}`)))
    : undefined,
  sns: (input, _, operation) => operation === 'Publish' ? names(input.TopicArn) : undefined,
  sts: (input) => names(input.RoleArn),
};

function names(value: unknown): readonly string[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value as string[] : [String(value)];
}

/** Inspector names its operations by their paths; IAM knows no resources for those that list. */
function inspectorRequest({ method, url }: HttpRequest): AwsRequest | undefined {
  const operation = { '/findings/list': 'ListFindings', '/coverage/list': 'ListCoverage' }[new URL(url, 'http://inspector2').pathname];
  return method === 'POST' && operation !== undefined ? { action: `inspector2:${operation}`, resources: ['*'] } : undefined;
}

/** S3 by path, as it is asked at an endpoint of one's own. */
function s3Request({ method, url }: HttpRequest): AwsRequest | undefined {
  const { pathname, searchParams } = new URL(url, 'http://s3');
  const [, bucket, key] = /^\/([^/]+)(?:\/(.+))?$/.exec(decodeURIComponent(pathname)) ?? [];
  if (bucket === undefined) return undefined;
  const arn = `arn:aws:s3:::${bucket}`;
  if (key === undefined) return method === 'GET' && searchParams.has('list-type') ? { action: 's3:ListBucket', resources: [arn] } : undefined;
  const resources = [`${arn}/${key}`];
  if (method === 'PUT') return { action: 's3:PutObject', resources };
  if (method !== 'GET' && method !== 'HEAD') return undefined;
  return { action: searchParams.has('versionId') ? 's3:GetObjectVersion' : 's3:GetObject', resources };
}
