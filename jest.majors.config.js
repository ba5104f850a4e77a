// The tests of `npm test` on the newest major version of the AWS provider's bindings, installed by `npm run test:majors`.
const base = require('./jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
  ...base,
  globals: { BINDINGS: { framework: '0.21.0', aws: '6.25.0' } },
  roots: ['<rootDir>/lib', '<rootDir>/test'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  moduleNameMapper: { ...base.moduleNameMapper, '^@cdktf/provider-aws/(.*)$': '<rootDir>/.cache/aws-6/node_modules/@cdktf/provider-aws/$1' },
};
