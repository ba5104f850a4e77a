import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/** Folders of lib/ from the lowest layer to the highest; a file imports only from lower layers or its own. */
const layers = ['core', 'dockerfile', 'base-image', 'image', 'policy', 'verdict', 'build', 'registry', 'pipeline', 'events', 'governance', 'golden-image-props.ts', 'golden-image.ts', 'catalog', 'consumer', 'cli', 'index.ts'];
/** Layers that know nothing of Terraform: plain TypeScript, tested without synthesis. */
const plainLayers = layers.slice(0, layers.indexOf('registry'));

const zones = layers.flatMap((layer, index) =>
  layers.slice(index + 1).map((higher) => ({
    target: `./lib/${layer}`,
    from: `./lib/${higher}`,
    message: `lib/${layer} is below lib/${higher}.`,
  })),
);

const providerRoots = {
  regex: '^@(cdktf|cdktn)/provider-[a-z]+$',
  message: 'Import the file that defines the resource: the root loads every resource of the provider (hundreds of megabytes).',
};

export default tseslint.config(
  { ignores: ['dist/', 'cdktf.out/', '.cache/', 'node_modules/', 'coverage/'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts'],
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver({ project: 'tsconfig.dev.json' })] },
    rules: {
      '@typescript-eslint/explicit-function-return-type': ['error', { allowExpressions: true }],
      '@typescript-eslint/no-non-null-assertion': 'off',
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-default-export': 'error',
      'import-x/order': ['error', { alphabetize: { order: 'asc', caseInsensitive: true }, groups: ['builtin', 'external', ['parent', 'sibling']], 'newlines-between': 'always-and-inside-groups' }],
      'no-restricted-imports': ['error', { patterns: [providerRoots] }],
    },
  },
  {
    files: [...plainLayers.map((layer) => `lib/${layer}/**/*.ts`), 'lib/registry/lifecycle/**/*.ts', 'lib/cli/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [providerRoots, { regex: '^(cdktf|cdktn|constructs)$|^@(cdktf|cdktn)/', message: 'This layer is plain TypeScript.' }] },
      ],
    },
  },
  { files: ['*.js', 'test/bench/**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
);
