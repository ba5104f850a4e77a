import { supportByName } from '../../base-image/known-by-name';
import { LockedImage } from '../../base-image/lock-document';
import { endOfStandardSupport, SupportStatus, supportStatus } from '../../base-image/support-status';
import { daysBetween, startOf } from '../../core/day';
import { Command, CommandIo } from '../command';
import { LOCK_FILE_HELP, LOCK_FILE_OPTION, needLock } from '../lock/lock-io';
import { day, readOptions, wholeNumber } from '../options';
import { each } from '../progress';
import { connect, TIMEOUT_HELP, TIMEOUT_OPTION } from '../registry/connect';
import { parseReference } from '../registry/reference';
import { RegistryClient } from '../registry/registry-client';
import { RegistryError } from '../registry/registry-error';
import { shortDigest, table } from '../table';

const HELP = `golden-image outdated [--lock-file FILE] [--within DAYS] [--as-of DAY] [--json]

Compares the lock file with the registries, and with the days on which support ends:

  upstream  current     the tag names the digest that is locked
            moved       it names another one: run \`golden-image lock\`
            unknown     the registry gave no answer; standard error says why
  support   supported   its maintainers fix it
            ends soon   they stop within the days that were asked for
            extended    standard support is over; fixes may want to be paid or enabled
            ended       nobody fixes it
            unknown     no day is known for this image, or for a part of it

Options:
${LOCK_FILE_HELP}
  --within DAYS         how near an end of support counts (default: 90)
  --as-of DAY           the day, as YYYY-MM-DD, by which support is told (default: today)
  --json                print JSON
${TIMEOUT_HELP}

Examples:
  golden-image outdated
  golden-image outdated --within 365
  golden-image outdated --json | jq -r '.images[] | select(.upstream == "moved").reference'

Exit codes: 0 all is current and supported, or its support is unknown; 1 something has moved,
is near or past the end of its standard support, or could not be asked; 2 wrong usage.`;

type Upstream = 'current' | 'moved' | 'unknown';

interface Support {
  readonly status: SupportStatus;
  /** The last day of standard support. */
  readonly ends: string | null;
  readonly daysLeft: number | null;
  readonly endsSoon: boolean;
  /** What of the image no day is known of. */
  readonly unknownPart: string | null;
  readonly sources: readonly string[];
}

interface Row {
  readonly reference: string;
  readonly locked: string;
  readonly upstream: Upstream;
  readonly digest: string | null;
  /** Why there was no answer, and what to do about it. */
  readonly error: string | null;
  readonly remedy: string | null;
  readonly support: Support;
}

async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const { values } = readOptions(args, {
    ...LOCK_FILE_OPTION, ...TIMEOUT_OPTION, 'within': { type: 'string' }, 'as-of': { type: 'string' }, 'json': { type: 'boolean', default: false },
  });
  const within = wholeNumber('--within', values.within, 90, 0, 10_000);
  const asOf = day('--as-of', values['as-of']);
  const client = connect(io, values.timeout);
  const images = needLock(io, values['lock-file']);
  const rows = await each(io, 'asking for', images, placeOf, async (image) => ({ ...(await compare(client, image)), support: supportOf(image.reference, asOf, within) }));
  for (const { reference, error, remedy } of rows) if (error !== null) io.err(`${reference}: ${error}${remedy === null ? '' : `\n  remedy: ${remedy}`}`);

  const outdated = rows.filter(isOutdated);
  if (values.json) io.out(JSON.stringify({ asOf, within, outdated: outdated.length > 0, images: rows }, undefined, 2));
  else io.out([table(rows.map(cells)), `${outdated.length} of ${rows.length} want attention`].filter((text) => text !== '').join('\n'));
  return outdated.length > 0 ? 1 : 0;
}

function placeOf({ reference, pulledFrom }: LockedImage): string {
  return pulledFrom ?? reference;
}

async function compare(client: RegistryClient, image: LockedImage): Promise<Omit<Row, 'support'>> {
  const { reference, digest: locked } = image;
  try {
    const digest = await client.digestOf(parseReference(placeOf(image)));
    return { reference, locked, upstream: digest === locked ? 'current' : 'moved', digest, error: null, remedy: null };
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    const { problem, remedy } = error;
    return { reference, locked, upstream: 'unknown', digest: null, error: problem, remedy };
  }
}

function supportOf(reference: string, asOf: string, within: number): Support {
  const { support, unknownSupport } = supportByName(reference);
  const status = supportStatus(support, startOf(asOf));
  const ends = endOfStandardSupport(support) ?? null;
  const daysLeft = ends === null ? null : daysBetween(asOf, ends);
  const endsSoon = status === SupportStatus.SUPPORTED && daysLeft !== null && daysLeft <= within;
  return { status, ends, daysLeft, endsSoon, unknownPart: unknownSupport ?? null, sources: [...new Set(support.map(({ source }) => source))] };
}

function isOutdated({ upstream, support }: Row): boolean {
  return upstream !== 'current' || support.endsSoon || support.status === SupportStatus.EXTENDED || support.status === SupportStatus.ENDED;
}

function cells({ reference, locked, upstream, digest, support }: Row): string[] {
  const moved = upstream === 'moved' ? `${shortDigest(locked)} -> ${shortDigest(digest!)}` : shortDigest(locked);
  const word = support.endsSoon ? 'ends soon' : support.status;
  const part = support.unknownPart === null || support.status === SupportStatus.UNKNOWN ? '' : `, unknown for ${support.unknownPart}`;
  return [reference, upstream, moved, `${word}${support.ends === null ? '' : ` (${support.ends})`}${part}`];
}

export const OUTDATED: Command = { name: 'outdated', summary: 'what has moved upstream since it was locked, and what nears the end of its support', help: HELP, run };
