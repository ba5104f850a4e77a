import { parseBuildspec } from './buildspec';

describe('a build specification', () => {
  test('is read phase by phase, in the order CodeBuild runs them', () => {
    const spec = parseBuildspec(`
version: 0.2
env:
  shell: bash
  variables: { LEVEL: 3 }
  exported-variables: [DIGEST]
phases:
  post_build: { commands: ['echo done'] }
  build:
    commands: ['echo a', 'echo b']
    finally: ['echo c']
  install: { on-failure: ABORT, commands: ['echo i'] }
`);
    expect(spec).toEqual({
      shell: 'bash',
      variables: { LEVEL: '3' },
      exportedVariables: ['DIGEST'],
      phases: [
        { name: 'install', commands: ['echo i'], finally: [], abortsBuild: true },
        { name: 'build', commands: ['echo a', 'echo b'], finally: ['echo c'], abortsBuild: false },
        { name: 'post_build', commands: ['echo done'], finally: [], abortsBuild: true },
      ],
    });
  });

  test('runs in sh when it names no shell', () => {
    expect(parseBuildspec('{version: 0.2, phases: {}}').shell).toBe('sh');
  });

  test('ends with a failing build phase only when it says so', () => {
    const abortsBuild = (text: string): boolean => parseBuildspec(text).phases[0]!.abortsBuild;
    expect(abortsBuild('{version: 0.2, phases: {build: {commands: [a]}}}')).toBe(false);
    expect(abortsBuild('{version: 0.2, phases: {build: {on-failure: ABORT, commands: [a]}}}')).toBe(true);
  });

  test.each([
    ['another version', '{version: 0.1, phases: {}}', 'version 0.1'],
    ['sections that would do nothing here', '{version: 0.2, phases: {}, artifacts: {files: [a]}}', 'artifacts does not run here'],
    ['values from a store', '{version: 0.2, phases: {}, env: {parameter-store: {A: b}}}', 'parameter-store does not run here'],
    ['an unknown phase', '{version: 0.2, phases: {test: {commands: [a]}}}', 'test does not run here'],
    ['going on after a failure', '{version: 0.2, phases: {build: {on-failure: CONTINUE, commands: [a]}}}', 'CONTINUE does not run here'],
    ['another shell', '{version: 0.2, env: {shell: powershell.exe}, phases: {}}', 'env.shell'],
    ['a command that YAML does not read as text', '{version: 0.2, phases: {build: {commands: [{echo a: b}]}}}', 'build.commands[0]: expected text'],
    ['a single command that is no list', '{version: 0.2, phases: {build: {commands: a}}}', 'expected a list'],
  ])('with %s is refused', (_, text, message) => {
    expect(() => parseBuildspec(text)).toThrow(message);
  });
});
