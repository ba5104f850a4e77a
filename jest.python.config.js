const base = require('./jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
  ...base,
  testMatch: ['<rootDir>/test/python/**/*.python.ts'],
  testTimeout: 300_000,
};
