import { ImageTest } from './image-test';

/**
 * The tests as a container-structure-test file (schema 2.0.0). JSON, which the tool reads by its ending, so that no
 * value of a declaration can change the structure of the file.
 */
export function renderStructureTests(tests: readonly ImageTest[]): string {
  return `${JSON.stringify({ schemaVersion: '2.0.0', commandTests: tests.map((test) => test._command) }, null, 2)}\n`;
}
