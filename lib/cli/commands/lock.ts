import { resolve } from 'node:path';

import { CollectedReference, lockDocument, LockedImage } from '../../base-image/lock-document';
import { byText } from '../../core/by-text';
import { Command, CommandIo } from '../command';
import { Failure, UsageError } from '../failure';
import { collectReferences } from '../lock/app';
import { LOCK_FILE_HELP, LOCK_FILE_OPTION, readLock, writeLock } from '../lock/lock-io';
import { resolveImage, WantedImage } from '../lock/resolve';
import { readOptions } from '../options';
import { each } from '../progress';
import { connect, TIMEOUT_HELP, TIMEOUT_OPTION } from '../registry/connect';
import { shortDigest, table } from '../table';

const HELP = `golden-image lock [--app COMMAND] [--lock-file FILE] [--keep]

Asks the registries for the digest of every upstream image that your app builds on, and
writes them to a lock file. Commit it: what is built changes only when the file does.

The app is run to learn what it builds on, so it must read the lock file:

  const lockFile = LockFile.read();
  BaseImage.debian('12-slim', { lockFile });

An image that is not locked yet is no error during that run. Run the command again to
take what the tags name by then; the file changes only where one has moved.

Options:
  --app COMMAND         what runs the app (default: "app" of cdktf.json)
${LOCK_FILE_HELP}
  --keep                keep what is locked; ask only for images that are new
${TIMEOUT_HELP}

Registries that want a login: what \`docker login\` and Docker's credential helpers know is
used, and \`aws ecr get-login-password\` for Amazon ECR.

Examples:
  golden-image lock
  golden-image lock --app "npx tsx main.ts"
  golden-image lock --keep                    # after adding a base image
  golden-image lock --app "python3 main.py" --lock-file images.lock.json

Exit codes: 0 the file is written, or was right; 1 nothing was written; 2 wrong usage.`;

async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const { values } = readOptions(args, { ...LOCK_FILE_OPTION, ...TIMEOUT_OPTION, app: { type: 'string' }, keep: { type: 'boolean', default: false } });
  const file = values['lock-file'];
  const client = connect(io, values.timeout);
  const before = new Map((readLock(io, file) ?? []).map((image) => [image.reference, image]));
  const wanted = wantedImages(await collectReferences(values.app, io), resolve(io.cwd, file), file);

  const errors: string[] = [];
  const after = await each(io, 'asking for', wanted, ({ pulledFrom }) => pulledFrom, async (image) => {
    const locked = before.get(image.reference);
    if (values.keep && locked !== undefined) return locked;
    return resolveImage(client, image, locked, new Date()).catch((error: unknown) => {
      if (!(error instanceof Failure)) throw error;
      errors.push(`${image.reference}: ${error.message}`);
      return undefined;
    });
  });
  if (errors.length > 0) throw new Failure([...errors, `${file} was not written: ${errors.length} of ${wanted.length} images could not be resolved`].join('\n'));

  const images = after.filter((image) => image !== undefined);
  writeLock(io, file, lockDocument(images));
  io.out(`${file}: ${images.length} ${images.length === 1 ? 'image' : 'images'}\n${table(changes(before, images))}`);
  return 0;
}

/** Each image once, if all of them are asked of this lock file. */
function wantedImages(collected: readonly CollectedReference[], path: string, file: string): readonly WantedImage[] {
  const other = collected.find(({ lockFile }) => lockFile !== path);
  if (other !== undefined) throw new UsageError(`the app reads ${other.lockFile}, not ${path}: give --lock-file ${other.lockFile}`);
  if (collected.length === 0) throw new Failure(`the app asks ${file} for no image\n  remedy: give your base images the lock file: BaseImage.debian('12-slim', { lockFile: LockFile.read() })`);
  const wanted = new Map(collected.map(({ reference, pulledFrom }) => [reference, { reference, pulledFrom }]));
  return [...wanted.values()].sort(byText(({ reference }) => reference));
}

function changes(before: ReadonlyMap<string, LockedImage>, images: readonly LockedImage[]): string[][] {
  const removed = [...before.keys()].filter((reference) => images.every((image) => image.reference !== reference));
  return [
    ...images.map(({ reference, digest }) => {
      const old = before.get(reference)?.digest;
      if (old === digest) return ['same', reference, shortDigest(digest)];
      return old === undefined ? ['new', reference, shortDigest(digest)] : ['moved', reference, `${shortDigest(old)} -> ${shortDigest(digest)}`];
    }),
    ...removed.map((reference) => ['removed', reference, '']),
  ];
}

export const LOCK: Command = { name: 'lock', summary: 'pin every upstream image of an app to the digest that its tag names now', help: HELP, run };
