import { baseImagesOf, buildsOf, builtNames, ContextReader } from './docker-builds';
import { IMAGE_ID } from './image-name';
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

/** What Docker runs and pushes is on the machine that builds; others pull what has the name. */
const ON_BUILD_MACHINE = new Set(['docker_container', 'docker_registry_image']);

/** The images that resources of one configuration run and build on. What is given by a `docker_image` beside is followed to it. */
export function imageUses(resources: readonly DeclaredResource[], reader: ContextReader): readonly ImageUse[] {
  const images = new Map(resources.filter(({ type }) => type === 'docker_image').map((image) => [image.address, image]));
  const pushes = new Map(resources.filter(({ type }) => type === 'docker_registry_image').map((push) => [push.address, push]));
  const built = new Set([...images.values()].flatMap(({ values }) => builtNames(values)));
  return resources.flatMap((resource) => foundIn(resource, reader).map((found): ImageUse => ({ ...resourceOf(resource), ...follow(found, resource) })));

  function follow(found: FoundImage, { address, type }: DeclaredResource): FoundImage & { readonly built?: boolean } {
    if (found.text !== undefined && built.has(found.text) && ON_BUILD_MACHINE.has(type)) return { ...found, built: true };
    const push = pushes.get(`${moduleOf(address)}${PUSHED.exec(found.text ?? '')?.[1]}`);
    if (push !== undefined && follow({ use: found.use, ...nameOf(push.values) }, push).built === true) return { ...found, built: true };
    const [image, ...others] = imagesBeside(found, moduleOf(address));
    const text = image === undefined ? undefined : nameOf(image.values).text;
    if (image === undefined || text === undefined || others.some((other) => nameOf(other.values).text !== text)) return found;
    return { use: found.use, text, ...(buildsOf(image.values).length > 0 && { built: true }) };
  }

  /** What a value is taken from, and from nothing else; an id that is known may be that of several. */
  function imagesBeside(found: FoundImage, module: string): readonly DeclaredResource[] {
    if (found.text !== undefined && IMAGE_ID.test(found.text)) return [...images.values()].filter(({ values }) => (values as { image_id?: unknown }).image_id === found.text);
    const image = images.get(`${module}${addressIn(found)}`);
    return image === undefined ? [] : [image];
  }
}

/** A digest is that of the push, whatever name stands before it. */
const PUSHED = /@\$\{(docker_registry_image\.[A-Za-z0-9_-]+)\.(?:id|sha256_digest)\}$/;
const EXPRESSION = /^\$\{(docker_image\.[A-Za-z0-9_-]+)\.(?:name|image_id|repo_digest)\}$/;
const REFERENCE = /^((docker_image\.[A-Za-z0-9_-]+)(?:\[(?:"(?:[^"\\]|\\.)*"|\d+)\])?)\.image_id$/;

/**
 * Address of the `docker_image` that a value is taken from, in its module. A plan tells what an expression refers to, and not what
 * it makes of it. So only an id is followed, and only from an attribute that is the image itself: of `repo_digest` other images are
 * cut with ease, and in lists and JSON others stand beside it.
 */
function addressIn({ text, references = [], isImage = false }: FoundImage): string | undefined {
  if (text !== undefined) return EXPRESSION.exec(text)?.[1];
  const [whole, instance, resource] = REFERENCE.exec(references[0] ?? '') ?? [];
  return isImage && references.every((one) => one === whole || one === instance || one === resource) ? instance : undefined;
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

/** The module's part of an address, with the final dot. */
function moduleOf(address: string): string {
  return /^((?:module\.[^.[]+(?:\[(?:"[^"]*"|\d+)\])?\.)*)/.exec(address)![1]!;
}
