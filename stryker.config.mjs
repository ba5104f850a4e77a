/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate: ['lib/{core,dockerfile,policy,registry}/**/*.ts'],
  testRunner: 'mocha',
  plugins: ['@stryker-mutator/mocha-runner'],
  mochaOptions: {
    require: ['./test/mutation/jest-in-mocha.ts'],
    spec: ['test/**/*.test.ts'],
    ignore: ['test/{bench,catalog,checks,docs,e2e,examples,package,python,scripts,support}/**', 'test/bad-input/completeness.test.ts', 'test/cli/check.test.ts', 'test/pipeline/docker/docker-pipeline.test.ts'],
  },
  testRunnerNodeArgs: ['--require', 'tsx/cjs'],
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  ignorePatterns: ['.cache', 'dist', 'cdktf.out', 'test/e2e'],
  tsconfigFile: 'none',
  tempDirName: '.cache/mutation/sandbox',
  reporters: ['clear-text', 'progress-append-only', 'json'],
  jsonReporter: { fileName: '.cache/mutation/report.json' },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  thresholds: { high: 95, low: 85, break: 85 },
  timeoutMS: 20000,
  concurrency: 1,
};
