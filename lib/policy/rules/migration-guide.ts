import { PolicySubject } from '../policy-subject';
import { fail, Problem, RuleDefinition } from '../rule-definition';

export const MIGRATION_GUIDE: RuleDefinition = {
  id: 'migration-guide',
  title: 'An image of a new major version says which image it supersedes, and how teams move to it.',
  why: 'Major versions live side by side until the last team has moved, and teams move when they are told how.',
  sources: ['https://semver.org/#spec-item-8'],
  remedy: 'declare supersedes, and write migrationGuide: what changes, and what to do about it',
  options: '`ImageRule.migrationGuide()`; of images such as `node-18` and `node-20` of one app, the later one is the new major version',
};

export function checkMigrationGuide({ spec: { name, supersedes, migrationGuide }, predecessor }: PolicySubject): readonly Problem[] {
  if (supersedes === undefined && predecessor !== undefined) return [fail(`${name} follows ${predecessor}, and does not say that it supersedes an image`)];
  if (supersedes !== undefined && migrationGuide === undefined) return [fail(`${name} supersedes ${supersedes}, and has no migration guide`)];
  return [];
}
