const transform = { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }] };
const moduleNameMapper = { '^cdktf-golden-image$': '<rootDir>/lib/index.ts' };

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  // For machines with other work to do: no test is about how long it takes.
  testTimeout: 30_000,
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/cdktf.out/', '<rootDir>/.cache/'],
  globals: { BINDINGS: { framework: '0.21.0', aws: '5.100.0' } },
  transform,
  moduleNameMapper,
};
