import { BaseSource } from '../base-image/base-source';
import { SupportLifecycle } from '../base-image/support-lifecycle-data';
import { byText } from '../core/by-text';
import { GoldenImage } from '../golden-image';
import { CatalogSupport } from './catalog-content';

const UNKNOWN: CatalogSupport = { release: null, ends: null, extendedName: null, extendedEnds: null, source: null };

/** What an image stands on, by way of the golden images that it is built on as far as they are of this app. */
function lifecyclesOf(source: BaseSource): readonly SupportLifecycle[] {
  if (source.kind !== 'golden') return source.facts.support;
  return source.image instanceof GoldenImage ? lifecyclesOf(source.image._evaluated.subject.spec.base) : [];
}

/** Of all that an image stands on, what ends first: nothing is supported for longer than its base. */
export function supportOfSource(source: BaseSource): CatalogSupport {
  return supportOf(lifecyclesOf(source));
}

export function supportOf(lifecycles: readonly SupportLifecycle[]): CatalogSupport {
  const first = [...lifecycles].sort(byText(({ endOfStandardSupport }) => endOfStandardSupport))[0];
  if (first === undefined) return UNKNOWN;
  // Extended support of one part is of no use where another part has none.
  const last = [...lifecycles].sort(byText(endOf))[0]!;
  const isExtended = endOf(last) > first.endOfStandardSupport;
  return {
    release: `${first.product} ${first.release}`,
    ends: first.endOfStandardSupport,
    extendedName: isExtended ? (first.extendedSupport ?? last.extendedSupport ?? null) : null,
    extendedEnds: isExtended ? endOf(last) : null,
    source: first.source,
  };
}

function endOf({ endOfStandardSupport, endOfExtendedSupport }: SupportLifecycle): string {
  return endOfExtendedSupport ?? endOfStandardSupport;
}
