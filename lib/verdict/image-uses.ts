import { baseImagesOf, buildsOf, builtNames, ContextReader } from './docker-builds';
import { imagesOf } from './resource-types';
import { FoundImage } from './select-images';

/** A resource as it is declared or planned. */
export interface DeclaredResource {
  /** Address in Terraform's language, such as `module.app.docker_image.web[0]`. */
  readonly address: string;
  /** What people find it by: the construct's path, or the address again. */
  readonly place: string;
  readonly type: string;
  /** Attributes by the names that Terraform has for them; blocks are objects, or lists of them. */
  readonly values: object;
}

/** An image that a resource runs or builds on. */
export interface ImageUse extends FoundImage {
  readonly place: string;
  readonly type: string;
  /** The image is built by another resource of the same configuration, whose Dockerfile is read. */
  readonly built?: boolean;
}

const DOCKER_IMAGE = /(?:^|\$\{)(docker_image\.[A-Za-z0-9_-]+)(?:\.(?:name|image_id|id|repo_digest|latest))?\}?$/;

/** The images that resources of one configuration run and build on. A name that is given by a `docker_image` beside is followed to it. */
export function imageUses(resources: readonly DeclaredResource[], reader: ContextReader): readonly ImageUse[] {
  const images = new Map(resources.filter(({ type }) => type === 'docker_image').map((image) => [withoutIndex(image.address), image]));
  const built = new Set([...images.values()].flatMap(({ values }) => builtNames(values)));
  return resources.flatMap((resource) => foundIn(resource, reader).map((found): ImageUse => ({ ...resourceOf(resource), ...follow(found, resource) })));

  function follow(found: FoundImage, { address }: DeclaredResource): FoundImage & { readonly built?: boolean } {
    if (found.text !== undefined && built.has(found.text)) return { ...found, built: true };
    const named = [found.text, ...(found.references ?? [])].map((text) => DOCKER_IMAGE.exec(text ?? '')?.[1]).find((name) => name !== undefined);
    const image = named === undefined ? undefined : images.get(`${moduleOf(address)}${named}`);
    if (image === undefined) return found;
    if (buildsOf(image.values).length > 0) return { use: found.use, text: textOf(image), built: true };
    const text = textOf(image);
    return text === undefined ? found : { use: found.use, text };
  }
}

function resourceOf({ place, type }: DeclaredResource): { readonly place: string; readonly type: string } {
  return { place, type };
}

function foundIn({ type, values }: DeclaredResource, reader: ContextReader): readonly FoundImage[] {
  if (type !== 'docker_image' && type !== 'docker_registry_image') return imagesOf(type, values);
  if (buildsOf(values).length > 0) return baseImagesOf(values, reader);
  return [{ use: 'name', ...nameOf(values) }];
}

function nameOf(values: object): Omit<FoundImage, 'use'> {
  const { name } = values as { name?: unknown };
  if (typeof name === 'string') return { text: name };
  const references = (name as { references?: readonly string[] } | null | undefined)?.references;
  return { unknown: 'it is only known when Terraform applies', ...(references !== undefined && { references }) };
}

function textOf({ values }: DeclaredResource): string | undefined {
  return nameOf(values).text;
}

/** All instances of `count` and `for_each` have one declaration. */
function withoutIndex(address: string): string {
  return address.replace(/\[[^\]]*\]$/, '');
}

/** The module's part of an address, with the final dot. */
function moduleOf(address: string): string {
  return /^((?:module\.[^.[]+(?:\[(?:"[^"]*"|\d+)\])?\.)*)/.exec(address)![1]!;
}
