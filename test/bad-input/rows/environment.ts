import { Lazy, Token } from 'cdktf';

import { ENVIRONMENT_NAME, ENVIRONMENT_VALUE, LABEL_NAME, LABEL_VALUE } from '../../../lib/core/image-grammar';
import { IMAGE } from '../good';
import { notMap } from '../kinds';
import { Row } from '../row';
import { asNames, asValues, texts, unresolved, usualTexts } from '../texts';
import { declared } from './declared';

const TOKEN_MAP = Token.asStringMap(Lazy.anyValue({ produce: () => ({ A: 'b' }) }));

export const ENVIRONMENT_ROWS: readonly Row[] = [
  ...declared(
    'environment',
    { APP_HOME: 'a $b "c" \\' },
    notMap('environment'),
    { ...unresolved(ENVIRONMENT_NAME.expected, TOKEN_MAP), given: Object.keys(TOKEN_MAP)[0] },
    asNames(usualTexts('InvalidEnvironmentName', ENVIRONMENT_NAME, 'APP_HOME')),
    asNames(
      texts('InvalidEnvironmentName', ENVIRONMENT_NAME, {
        'a digit before it': '1A',
        'an equals sign in it': 'A=B',
        'a hyphen in it': 'APP-HOME',
        'a dot in it': 'app.home',
      }),
    ),
    asValues(
      'A',
      IMAGE,
      texts('InvalidEnvironmentValue', ENVIRONMENT_VALUE, {
        'an instruction on a second line': 'a\nUSER 0',
        'a tab': 'a\tb',
        'a NUL': 'a\0',
        'a number': 1,
        'true': true,
        'nothing': undefined,
        'null': null,
        'one character too many': 'a'.repeat(4097),
        'a byte order mark': '\ufeffa',
      }),
    ),
    asValues('A', IMAGE, usualTexts('InvalidEnvironmentValue', ENVIRONMENT_VALUE, 'a').slice(-1)),
    ...['DB_PASSWORD', 'GITHUB_TOKEN', 'api_key', 'CLIENT_SECRET'].map(
      (name) =>
        ({
          what: `a secret by the name of ${name}`,
          bad: { [name]: 'x' },
          given: name,
          code: 'SecretInEnvironment',
          expected: 'no secret in the environment',
          remedy: 'hand secrets to containers when they start',
        }) as const,
    ),
  ),
  ...declared(
    'labels',
    { 'com.example.cost-center': '12 "b"' },
    notMap('labels'),
    asNames(usualTexts('InvalidLabelName', LABEL_NAME, 'com.example')),
    asNames(
      texts('InvalidLabelName', LABEL_NAME, {
        'upper case': 'com.Example',
        'two dots': 'com..example',
        'a dot behind it': 'com.',
        'an equals sign': 'a=b',
        'a quote': 'a"b',
      }),
    ),
    asValues(
      'a',
      IMAGE,
      texts('InvalidLabelValue', LABEL_VALUE, {
        'an instruction on a second line': 'a\nRUN x',
        'an escape character': 'a\u001b',
        'a list': ['a'],
        'null': null,
        'one character too many': 'a'.repeat(4097),
      }),
    ),
    asValues('a', IMAGE, usualTexts('InvalidLabelValue', LABEL_VALUE, 'a').slice(-1)),
    ...['org.opencontainers.image.base.digest', 'org.opencontainers.image.version', 'io.github.cdktf-golden-image.owner'].map(
      (name) =>
        ({
          what: `a label that the library writes: ${name}`,
          bad: { [name]: 'x' },
          given: name,
          code: 'ReservedLabel',
          expected: 'another name than',
          remedy: 'remove the label',
        }) as const,
    ),
  ),
];
