import type { World } from '../engines/world';

/** What a run can change for others. */
export interface State {
  /** Digests by tag. */
  readonly candidates: Readonly<Record<string, string>>;
  readonly releases: Readonly<Record<string, string>>;
  /** The digests of all that the release repository holds, tagged or not. */
  readonly released: readonly string[];
  readonly channel: string;
  readonly lastRelease: string;
}

interface Details {
  readonly imageDigest: string;
  readonly imageTags?: readonly string[];
}

export async function readState(world: World, image: string): Promise<State> {
  const [candidates, releases, channel, lastRelease] = await Promise.all([
    images(world, `golden-candidates/${image}`),
    images(world, `golden/${image}`),
    parameter(world, `/golden/${image}/channels/stable`),
    parameter(world, `/golden/${image}/last-release/stable`),
  ]);
  return {
    candidates: tagsOf(candidates), releases: tagsOf(releases), released: releases.map(({ imageDigest }) => imageDigest).sort(), channel, lastRelease,
  };
}

/** The digests of what lies beside an image: its signature, its lists of packages, its provenance. */
export async function referrers(world: World, image: string, digest: string): Promise<string[]> {
  const { manifests } = await post<{ manifests: { digest: string }[] }>(`${world.motoUrl}/e2e/ecr/referrers`, { repository: `golden/${image}`, digest, artifactType: '' });
  return manifests.map((manifest) => manifest.digest);
}

async function images(world: World, repositoryName: string): Promise<Details[]> {
  const found: Details[] = [];
  for (let nextToken: string | undefined, first = true; first || nextToken !== undefined; first = false) {
    const page: { imageDetails: Details[]; nextToken?: string } = await call(world, 'ecr', 'AmazonEC2ContainerRegistry_V20150921.DescribeImages', { repositoryName, nextToken });
    found.push(...page.imageDetails);
    nextToken = page.nextToken;
  }
  return found;
}

async function parameter(world: World, Name: string): Promise<string> {
  return (await call<{ Parameter: { Value: string } }>(world, 'ssm', 'AmazonSSM.GetParameter', { Name })).Parameter.Value;
}

/** The AWS CLI takes longer to start than to ask; moto reads who asks, the service and the region, and checks no signature. */
function call<T>({ motoUrl, region }: World, service: string, target: string, body: object): Promise<T> {
  return post<T>(motoUrl, body, {
    'Authorization': `AWS4-HMAC-SHA256 Credential=testing/20250101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=none`,
    'Content-Type': 'application/x-amz-json-1.1',
    'X-Amz-Target': target,
  });
}

async function post<T>(url: string, body: object, headers: Record<string, string> = {}): Promise<T> {
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}

function tagsOf(images: readonly Details[]): Record<string, string> {
  return Object.fromEntries(images.flatMap(({ imageDigest, imageTags = [] }) => imageTags.map((tag) => [tag, imageDigest])));
}
