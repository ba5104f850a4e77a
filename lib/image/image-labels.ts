import { byText } from '../core/by-text';
import { ImageVariant } from '../core/image-variant';
import { NamedText } from '../core/named-text';
import { isResolvedAtBuild } from './dockerfile/build-argument';
import { ImageSpec } from './image-spec';
import { LABEL_PREFIX } from './reserved-labels';
import { weakenings } from './weakenings';

/** The lineage of an image, under the names that the field's policy engines read. */
export const BASE_NAME_LABEL = 'org.opencontainers.image.base.name';
export const BASE_DIGEST_LABEL = 'org.opencontainers.image.base.digest';

/** The lineage where it is known at synthesis; of a base that is looked up it is known when the build starts. */
export function lineageLabels({ base }: ImageSpec): readonly NamedText[] {
  if (base.kind !== 'upstream' || isResolvedAtBuild(base)) return [];
  return [{ name: BASE_NAME_LABEL, value: `${base.name}:${base.tag}` }, { name: BASE_DIGEST_LABEL, value: base.digest! }];
}

/** The other labels of an image, sorted by name. */
export function imageLabels(spec: ImageSpec, variant: ImageVariant): readonly NamedText[] {
  const weak = weakenings(spec);
  const own: NamedText[] = [
    { name: 'org.opencontainers.image.title', value: spec.name },
    { name: 'org.opencontainers.image.version', value: spec.version },
    { name: `${LABEL_PREFIX}.owner`, value: spec.owner },
    { name: `${LABEL_PREFIX}.rationale`, value: spec.rationale },
    { name: `${LABEL_PREFIX}.variant`, value: variant },
    ...(weak.length > 0 ? [{ name: `${LABEL_PREFIX}.weakenings`, value: weak.join('; ') }] : []),
  ];
  return [...own, ...spec.labels].sort(byText(({ name }) => name));
}
