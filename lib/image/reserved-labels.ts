import { GoldenImageError } from '../core/error';
import { NamedText } from '../core/named-text';

/** Prefix of our own labels; the rest are the OCI image specification's annotation keys. */
export const LABEL_PREFIX = 'io.github.cdktf-golden-image';

/** What every golden image says of itself. */
const RESERVED = ['org.opencontainers.image.base.name', 'org.opencontainers.image.base.digest', 'org.opencontainers.image.title', 'org.opencontainers.image.version'];

export function refuseReservedLabels(labels: readonly NamedText[], where: string): void {
  const reserved = labels.find(({ name }) => RESERVED.includes(name) || name.startsWith(`${LABEL_PREFIX}.`));
  if (reserved === undefined) return;
  throw new GoldenImageError('ReservedLabel', {
    where,
    problem: 'this label tells what the image is made from, and is written by the library',
    given: reserved.name,
    expected: `another name than ${RESERVED.join(', ')} and ${LABEL_PREFIX}.*`,
    remedy: 'remove the label: name, version, base and owner stand in the declaration',
  });
}
