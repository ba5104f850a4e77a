// Writes POLICIES.md.
import { writeFileSync } from 'node:fs';

import { policiesDocument } from '../lib/cli/policies-document';

writeFileSync('POLICIES.md', policiesDocument());
