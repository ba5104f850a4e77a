/**
 * CDKTF puts values that Terraform knows only later into strings as `${TfToken[…]}`, into the items of lists as
 * `#{TfToken[…]}`, into the names of maps as `&{TfToken[…]}` and into numbers as very large negative ones; before that
 * they are objects that resolve. This layer knows no CDKTF, so it knows tokens by their looks.
 */
const STRING_TOKEN = /[$#&]\{TfToken\[/;
const LARGEST_NEGATIVE_SAFE_NUMBER = -1e280;

/** Whether a value holds something that is only known when Terraform runs. */
export function isUnresolved(value: unknown): boolean {
  if (typeof value === 'string') return STRING_TOKEN.test(value);
  if (typeof value === 'number') return value < LARGEST_NEGATIVE_SAFE_NUMBER;
  return typeof value === 'object' && value !== null && 'creationStack' in value && 'resolve' in value;
}
