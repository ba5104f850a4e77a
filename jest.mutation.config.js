const base = require('./jest.config.js');

/** Without the tests that read all of the library, which no single mutant is worth. @type {import('jest').Config} */
module.exports = {
  ...base,
  testPathIgnorePatterns: [...base.testPathIgnorePatterns, '<rootDir>/test/docs/', '<rootDir>/test/examples/', '<rootDir>/test/bench/', '<rootDir>/test/bad-input/completeness'],
};
