import { ImageVariant } from '../core/image-variant';
import { NamedText } from '../core/named-text';
import { ImageSpec } from './image-spec';
import { LABEL_PREFIX } from './reserved-labels';
import { weakenings } from './weakenings';

/** The labels of an image whose values are known at synthesis, sorted by name. */
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
  return [...own, ...spec.labels].sort((a, b) => (a.name < b.name ? -1 : 1));
}
