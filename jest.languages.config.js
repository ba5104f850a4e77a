const base = require('./jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
  ...base,
  testMatch: ['<rootDir>/test/languages/**/*.languages.ts'],
  testTimeout: 600_000,
};
