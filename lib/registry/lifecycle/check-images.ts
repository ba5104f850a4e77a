import { checkPresent } from '../../core/check';
import { checkShape, DATE, LIST, Shape, TEXT } from '../../core/shape';
import { LifecycleImage } from './lifecycle-image';

const IMAGE: Shape<LifecycleImage> = {
  digest: TEXT,
  tags: LIST,
  pushedAt: DATE,
  lastPulledAt: DATE,
  archivedAt: DATE,
  restoredAt: DATE,
  manifestLists: LIST,
  subject: TEXT,
};

/** Refuses dates that are none, with which nothing would ever be due, and images of which nothing is known. */
export function checkImages(images: readonly LifecycleImage[], asOf: Date, where: string): void {
  LIST('images', checkPresent(images, 'images', where), where);
  for (const image of images) {
    const { digest, pushedAt } = checkShape(IMAGE, image, 'image', where);
    checkPresent(digest, 'digest', where);
    checkPresent(pushedAt, `pushedAt of ${digest}`, where);
  }
  DATE('asOf', checkPresent(asOf, 'asOf', where), where);
}
