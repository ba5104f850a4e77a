import { Command, CommandIo } from '../command';
import { Failure, UsageError } from '../failure';
import { readOptions } from '../options';
import { each } from '../progress';
import { connect, TIMEOUT_HELP, TIMEOUT_OPTION } from '../registry/connect';
import { packagesOf } from '../registry/packages';
import { platformsOf } from '../registry/platforms';
import { ImageReference, parseReference } from '../registry/reference';
import { RegistryClient } from '../registry/registry-client';
import { shortDigest, table } from '../table';

const HELP = `golden-image diff REPOSITORY@DIGEST REPOSITORY@DIGEST [--platform OS/ARCH] [--json]

Tells what changed between two releases: packages that were added, removed and changed, and
the size in the registry. Packages are those of the SPDX bill of materials that a signed
release has beside it. Its signature is not verified here: \`cosign verify-attestation\` does.

Options:
  --platform OS/ARCH    of images with several platforms, the one to compare
                        (default: linux/amd64, or else the first that both have)
  --json                print JSON
${TIMEOUT_HELP}

Examples:
  REPOSITORY=111122223333.dkr.ecr.eu-west-1.amazonaws.com/golden/debian
  golden-image diff $REPOSITORY@sha256:1c1c… $REPOSITORY@sha256:9f2b…
  golden-image diff $REPOSITORY:12.1.0 $REPOSITORY:12.2.0      # tags are looked up

Exit codes: 0 told, whatever the differences are; 1 an image or its packages could not be
read; 2 wrong usage.`;

type Packages = ReadonlyMap<string, readonly string[]>;

interface Side {
  readonly reference: string;
  readonly digest: string;
  /** Compressed layers and configuration. */
  readonly bytes: number;
  readonly packages: Packages | undefined;
}

interface Change {
  readonly kind: string;
  readonly name: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
}

async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const { values, positionals } = readOptions(
    args,
    { ...TIMEOUT_OPTION, platform: { type: 'string' }, json: { type: 'boolean', default: false } },
    ['the older image', 'the newer image'],
  );
  const client = connect(io, values.timeout);
  const images = positionals.map(pinnedOrTagged);
  const platforms = await each(io, 'reading', positionals, String, async (text) => {
    const image = images[positionals.indexOf(text)]!;
    return platformsOf(client, image, image.digest ?? (await client.digestOf(image)));
  });
  const platform = choose(values.platform, platforms);
  const [from, to] = await each(io, 'comparing', positionals, (text) => `${text} (${platform})`, async (text) => {
    const index = positionals.indexOf(text);
    return sideOf(client, text, images[index]!, platforms[index]!.get(platform)!);
  });
  const changes = changesOf(from!.packages, to!.packages);
  io.out(values.json ? asJson(platform, from!, to!, changes) : asText(platform, from!, to!, changes));
  const without = [from!, to!].filter(({ packages }) => packages === undefined);
  for (const { reference, digest } of without) io.err(`${reference} (${digest}): no SPDX attestation lies beside it, so packages are not compared; a signed release has one`);
  return without.length > 0 ? 1 : 0;
}

function pinnedOrTagged(text: string): ImageReference {
  const image = parseReference(text);
  if (image.digest !== undefined || image.tag !== undefined) return image;
  throw new UsageError(`${text} names no image of the repository: add @sha256:… or a tag`);
}

function choose(wanted: string | undefined, platforms: readonly ReadonlyMap<string, string>[]): string {
  const common = [...platforms[0]!.keys()].filter((one) => platforms[1]!.has(one));
  const platform = wanted ?? (common.includes('linux/amd64') ? 'linux/amd64' : common[0]);
  if (platform !== undefined && common.includes(platform)) return platform;
  const [from, to] = platforms.map((one) => [...one.keys()].join(', ') || 'none');
  throw new Failure(`the two images share ${wanted === undefined ? 'no platform' : `no platform ${wanted}`}: the first has ${from}, the second ${to}\n  remedy: compare images of a platform that both have, with --platform`);
}

async function sideOf(client: RegistryClient, reference: string, image: ImageReference, digest: string): Promise<Side> {
  const { config, layers = [] } = await client.manifest(image, digest);
  const bytes = [...layers, ...(config === undefined ? [] : [config])].reduce((sum, { size }) => sum + size, 0);
  return { reference, digest, bytes, packages: await packagesOf(client, image, digest) };
}

function changesOf(from: Packages | undefined, to: Packages | undefined): readonly Change[] {
  if (from === undefined || to === undefined) return [];
  return [...new Set([...from.keys(), ...to.keys()])].sort().flatMap((key) => {
    const [before, after] = [from.get(key) ?? [], to.get(key) ?? []];
    const [kind, name] = [key.slice(0, key.indexOf(' ')), key.slice(key.indexOf(' ') + 1)];
    return before.join() === after.join() ? [] : [{ kind, name, from: before, to: after }];
  });
}

function asJson(platform: string, from: Side, to: Side, changes: readonly Change[]): string {
  const side = ({ packages, ...rest }: Side): object => ({ ...rest, packages: packages?.size ?? null });
  return JSON.stringify({ platform, from: side(from), to: side(to), packages: from.packages && to.packages ? changes : null }, undefined, 2);
}

function asText(platform: string, from: Side, to: Side, changes: readonly Change[]): string {
  const sign = ({ from: before, to: after }: Change): string => (before.length === 0 ? '+' : after.length === 0 ? '-' : '~');
  const rows = changes.map((change) => [sign(change), change.kind, change.name, [change.from.join(', '), change.to.join(', ')].filter((one) => one !== '').join(' -> ')]);
  const count = (wanted: string): number => changes.filter((change) => sign(change) === wanted).length;
  return [
    `${shortDigest(from.digest)} -> ${shortDigest(to.digest)} (${platform})`,
    `size: ${megabytes(from.bytes)} -> ${megabytes(to.bytes)} MB (${to.bytes >= from.bytes ? '+' : ''}${megabytes(to.bytes - from.bytes)})`,
    ...(from.packages && to.packages ? [`packages: ${from.packages.size} -> ${to.packages.size} (${count('+')} added, ${count('-')} removed, ${count('~')} changed)`] : []),
    ...(rows.length > 0 ? [table(rows)] : []),
  ].join('\n');
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(2);
}

export const DIFF: Command = { name: 'diff', summary: 'packages and size between two released digests', help: HELP, run };
