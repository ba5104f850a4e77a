import { TextRule } from './check';
import { OWNER } from './grammar';

export const TITLE: TextRule = {
  code: 'InvalidTitle',
  noun: 'title',
  pattern: OWNER.pattern,
  maxLength: 100,
  expected: 'one line of 1 to 100 printable characters, without "${" and "%{"',
  remedy: 'name the catalogue such as "Golden images"',
};

/** Amazon S3 user guide, "General purpose bucket naming rules". */
export const BUCKET_NAME: TextRule = {
  code: 'InvalidBucketName',
  noun: 'name of an S3 bucket',
  pattern: /^(?=.{3})(?!xn--|\d{1,3}(\.\d{1,3}){3}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/,
  maxLength: 63,
  expected: '3 to 63 lower-case letters, digits, "." and "-", beginning and ending with a letter or a digit',
  remedy: 'give the name of the bucket, not its ARN or its address',
};

/** Of the characters that Amazon S3 names safe (user guide, "Naming Amazon S3 objects"), those that need no escape anywhere. */
export const OBJECT_KEY_PREFIX: TextRule = {
  code: 'InvalidKeyPrefix',
  noun: 'prefix of object keys',
  pattern: /^(?!\.{1,2}(\/|$))[A-Za-z0-9._-]+(\/(?!\.{1,2}(\/|$))[A-Za-z0-9._-]+)*$/,
  maxLength: 200,
  expected: '1 to 200 letters, digits, ".", "_" and "-", in segments joined by "/", none of which is "." or ".."',
  remedy: 'name the folder such as "platform/catalog", without a slash at its ends',
};
