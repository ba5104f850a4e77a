// Writes POLICIES.md.
import { writeFileSync } from 'node:fs';

import { policiesDocument } from './policies-document';

writeFileSync('POLICIES.md', policiesDocument());
