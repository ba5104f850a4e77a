import { TextRule } from '../core/check';
import { PATH_SEGMENTS } from '../core/reference-grammar';
import { REFERENCE } from './image-name';

const HOST = '[A-Za-z0-9][A-Za-z0-9.-]*(?::[0-9]{1,5})?';

/** Of images in a registry: a path, for there are registries that mirror others under a prefix. */
export const GOLDEN_NAMESPACE: TextRule = {
  code: 'InvalidNamespace',
  noun: 'namespace of golden images',
  pattern: new RegExp(`^${PATH_SEGMENTS}$`),
  maxLength: 200,
  expected: 'the path before the name of an image, of lower-case letters and digits in segments joined by "/"',
  remedy: 'write it without registry and image, such as "golden"',
};

export const ALLOWED_REPOSITORY: TextRule = {
  code: 'InvalidAllowedRepository',
  noun: 'repository that is allowed',
  pattern: new RegExp(`^(?:(?:${HOST}/)?${PATH_SEGMENTS}(?:/\\*)?|(?=[^/]*[.:]|localhost/)${HOST}/\\*)$`),
  maxLength: 255,
  expected: 'a repository without tag and digest, or a path that ends in "/*"',
  remedy: 'write it such as "docker.io/library/nginx" or "111122223333.dkr.ecr.eu-west-1.amazonaws.com/payments/*"',
};

export const IMAGE_REFERENCE: TextRule = {
  code: 'InvalidImageReference',
  noun: 'image reference',
  pattern: REFERENCE,
  maxLength: 400,
  expected: 'a repository, with or without tag and digest',
  remedy: 'write it as it was found, such as "docker.io/library/nginx:1.27"',
};

/** What a resource is found by: printable, on one line. */
export const RESOURCE_PLACE: TextRule = {
  code: 'InvalidResourcePlace',
  noun: 'place of a resource',
  pattern: /^[^\s\p{C}](?:[^\p{C}]*[^\s\p{C}])?$/u,
  maxLength: 1000,
  expected: 'the path of a construct or the address of a resource, on one line',
  remedy: 'copy it from the finding, such as "payments/Task" or "module.app.aws_lambda_function.api"',
};
