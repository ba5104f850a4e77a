import { RuleDefinition } from './rule-definition';
import { ALLOWED_REGISTRY } from './rules/allowed-registry';
import { APPROVED_BASE } from './rules/approved-base';
import { MIGRATION_GUIDE } from './rules/migration-guide';
import { MUSL_COMPATIBILITY } from './rules/musl-compatibility';
import { NO_DEBUG_IN_PRODUCTION } from './rules/no-debug-in-production';
import { NO_LATEST } from './rules/no-latest';
import { NO_SECRETS } from './rules/no-secrets';
import { NON_ROOT } from './rules/non-root';
import { OWNER_AND_RATIONALE } from './rules/owner-and-rationale';
import { PINNED_BASE } from './rules/pinned-base';
import { PLATFORMS } from './rules/platforms';
import { REQUIRED_LABELS } from './rules/required-labels';
import { SCAN_GATE_DECLARED } from './rules/scan-gate-declared';
import { SIZE_BUDGET } from './rules/size-budget';
import { SUPPORTED_BASE } from './rules/supported-base';
import { TESTS_DECLARED } from './rules/tests-declared';
import { TRUSTED_PUBLISHER } from './rules/trusted-publisher';

/** Every rule, by what it is about: what is built on, what the image is, how it is released. */
export const RULE_CATALOGUE: readonly RuleDefinition[] = [
  APPROVED_BASE,
  TRUSTED_PUBLISHER,
  PINNED_BASE,
  SUPPORTED_BASE,
  ALLOWED_REGISTRY,
  NO_LATEST,
  NO_DEBUG_IN_PRODUCTION,
  NON_ROOT,
  NO_SECRETS,
  MUSL_COMPATIBILITY,
  PLATFORMS,
  REQUIRED_LABELS,
  OWNER_AND_RATIONALE,
  SIZE_BUDGET,
  TESTS_DECLARED,
  SCAN_GATE_DECLARED,
  MIGRATION_GUIDE,
];
