import { readdirSync } from 'node:fs';
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

/** The examples that there are. */
export function exampleFolders(): string[] {
  return readdirSync(join(__dirname, '../../examples'), { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
    .sort();
}
