import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';

import { local } from '../../examples/local/local';
import { platform } from '../../examples/platform/platform';
import { TeamStack } from '../../examples/team/team-stack';

/** The stack of each example, by the name of its folder. */
export const EXAMPLES: Record<string, (scope: Construct) => TerraformStack> = {
  local,
  platform,
  team: (scope) => new TeamStack(scope, 'team', 'eu-west-1'),
};

/** The examples in TypeScript that there are. */
export function exampleFolders(): string[] {
  const examples = join(__dirname, '../../examples');
  return readdirSync(examples)
    .filter((name) => existsSync(join(examples, name, 'main.ts')))
    .sort();
}
