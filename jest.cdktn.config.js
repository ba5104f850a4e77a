// The tests of `npm test` on the source and the peers of cdktn-golden-image, as `npm run build:cdktn` made them.
const base = require('./jest.config.js');

const peers = '<rootDir>/.cache/cdktn/node_modules';
const source = '<rootDir>/.cache/cdktn/package/lib';

/** @type {import('jest').Config} */
module.exports = {
  ...base,
  globals: { BINDINGS: { framework: '0.24.0', aws: '6.66.0' } },
  roots: ['<rootDir>/test'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  moduleNameMapper: {
    '^cdktf-golden-image$': `${source}/index.ts`,
    '^(?:\\.\\./)+lib/(.*)$': `${source}/$1`,
    '^cdktf(/.*)?$': `${peers}/cdktn$1`,
    '^@cdktf/(.*)$': `${peers}/@cdktn/$1`,
    '^constructs$': `${peers}/constructs`,
  },
};
