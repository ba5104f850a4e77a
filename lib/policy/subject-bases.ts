import { BaseSource, UpstreamBase } from '../base-image/base-source';
import { isUnresolved } from '../core/token';
import { PolicySubject } from './policy-subject';

/** Something that is built on, and what of the image is built on it. */
interface SubjectBase<T extends BaseSource> {
  /** As in a sentence, such as `the base` or `the base of stage build`. */
  readonly what: string;
  readonly source: T;
}

/** What the image and its stages are built on: what a stage is built on decides what is copied out of it. */
export function basesOf({ spec }: PolicySubject): readonly SubjectBase<BaseSource>[] {
  return [
    { what: 'the base', source: spec.base },
    ...spec.stages.map(({ name, base }) => ({ what: `the base of stage ${name}`, source: base._source })),
  ];
}

/** Those that come from a registry. A golden image is judged where it is declared, and of nothing there is nothing to say. */
export function upstreamsOf(subject: PolicySubject): readonly SubjectBase<UpstreamBase>[] {
  return basesOf(subject).flatMap(({ what, source }) => (source.kind === 'upstream' ? [{ what, source }] : []));
}

/** Where the content comes from: what is pinned is the same everywhere, and of what is tracked the place that it is pulled from decides. */
export function originOf({ name, digest, pulledFrom }: UpstreamBase): string {
  return digest === undefined ? pulledFrom : name;
}

/** Name and tag as people read them: what a token stands for is not known here. */
export function shownName({ name, tag }: UpstreamBase): string {
  return `${isUnresolved(name) ? '(a name that Terraform knows)' : name}:${tag}`;
}

/** Where it is pulled from, as people read it. */
export function shownOrigin({ pulledFrom }: UpstreamBase): string {
  return isUnresolved(pulledFrom) ? '(a registry that Terraform knows)' : pulledFrom;
}
