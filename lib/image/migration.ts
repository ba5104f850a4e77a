import { checkText, TextRule } from '../core/check';
import { GoldenImageError } from '../core/error';
import { IMAGE_NAME } from '../core/grammar';
import { ImageDeclaration } from './declaration';

const MIGRATION_GUIDE: TextRule = {
  code: 'InvalidMigrationGuide',
  noun: 'migration guide',
  pattern: /^(?=[^]*\S)(?:[\n\t]|[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}])+$/u,
  maxLength: 50_000,
  expected: 'Markdown of 1 to 50,000 printable characters, newlines and tabs',
  remedy: "write what changes and what to do about it, or read it from a file: fs.readFileSync('debian-13.md', 'utf8')",
};

/** What the image takes the place of, and how teams move to it. */
export interface Migration {
  readonly supersedes?: string;
  readonly migrationGuide?: string;
}

export function resolveMigration({ name, supersedes, migrationGuide }: ImageDeclaration, where: string): Migration {
  if (supersedes !== undefined && supersedes === name) {
    throw new GoldenImageError('InvalidImageName', {
      where,
      problem: 'an image cannot supersede itself',
      given: supersedes,
      expected: 'the name of another image of the namespace',
      remedy: 'give each major version a name of its own, such as "debian-13", or leave supersedes out',
    });
  }
  return {
    ...(supersedes !== undefined && { supersedes: checkText(IMAGE_NAME, supersedes, where) }),
    ...(migrationGuide !== undefined && { migrationGuide: checkText(MIGRATION_GUIDE, migrationGuide, where) }),
  };
}
