import { GoldenImageError } from '../core/error';
import { NamedText } from '../core/named-text';

/** Words of a name after which its value is a secret; as Docker's check SecretsUsedInArgOrEnv, and a few more. */
const SECRET_WORDS = ['apikey', 'auth', 'credential', 'credentials', 'key', 'passphrase', 'passwd', 'password', 'pword', 'secret', 'token'];
/** Words beside which a name tells where a secret lies, or what may be known. */
const HARMLESS_WORDS = ['dir', 'file', 'id', 'path', 'public', 'url'];

/** Whether the value of a variable of this name is likely a secret. */
function looksSecret(name: string): boolean {
  const words = name.toLowerCase().split('_');
  return words.some((word) => SECRET_WORDS.includes(word)) && !words.some((word) => HARMLESS_WORDS.includes(word));
}

/** What stands in ENV can be read by everyone who can pull the image. */
export function refuseSecretNames(environment: readonly NamedText[], where: string): void {
  const secret = environment.find(({ name }) => looksSecret(name));
  if (secret === undefined) return;
  throw new GoldenImageError('SecretInEnvironment', {
    where,
    problem: 'the name says that the value is a secret, and everyone who can pull the image can read it',
    given: secret.name,
    expected: 'no secret in the environment of an image',
    remedy: 'hand secrets to containers when they start; name the variable ..._FILE if it holds a path',
  });
}
