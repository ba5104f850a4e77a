import { Row } from './row';
import { ACCESS_ROWS } from './rows/access';
import { APP_IMAGE_ROWS } from './rows/app-image';
import { BASE_IMAGE_ROWS } from './rows/base-image';
import { CATALOG_ROWS } from './rows/catalog';
import { CONSUMER_ROWS } from './rows/consumer';
import { CONTAINER_ROWS } from './rows/container';
import { CUSTOM_IMAGE_ROWS } from './rows/custom-image';
import { DECLARATION_ROWS } from './rows/declaration';
import { DOCKER_ROWS } from './rows/docker';
import { ENCRYPTION_ROWS } from './rows/encryption';
import { ENVIRONMENT_ROWS } from './rows/environment';
import { FILE_ROWS } from './rows/files';
import { IMAGE_BUILDER_ROWS } from './rows/image-builder';
import { IMAGE_LIFECYCLE_ROWS } from './rows/image-lifecycle';
import { IMAGE_TEST_ROWS } from './rows/image-tests';
import { LIFECYCLE_ROWS } from './rows/lifecycle';
import { LOCK_FILE_ROWS } from './rows/lock-file';
import { MACHINE_ROWS } from './rows/machine';
import { NOTIFICATION_ROWS } from './rows/notifications';
import { PACKAGE_REPOSITORY_ROWS } from './rows/package-repositories';
import { PACKAGE_ROWS } from './rows/packages';
import { PIPELINE_ROWS } from './rows/pipeline';
import { POLICY_ROWS } from './rows/policies';
import { PULL_SOURCE_ROWS } from './rows/pull-source';
import { REGISTRY_ROWS } from './rows/registry';
import { REGISTRY_WIDE_ROWS } from './rows/registry-wide';
import { REQUIRE_GOLDEN_IMAGES_ROWS } from './rows/require-golden-images';
import { SCAN_GATE_ROWS } from './rows/scan-gate';
import { STAGE_ROWS } from './rows/stages';
import { TEST_ROWS } from './rows/tests';
import { USER_ROWS } from './rows/users';
import { VALUE_ROWS } from './rows/values';
import { VARIANT_ROWS } from './rows/variants';

/**
 * Every bad value that the library must refuse, for every public property.
 *
 * To add rows for a property, find the file of its concept in rows/ and write
 *
 *   ...property('Struct.property', { where, make: (value) => makeIt(value), good: aGoodValue }, …bad values)
 *
 * `where` is where the error says it is, `make` makes the object with everything else good, and `good` must be taken,
 * so that no row is refused for another reason. Bad values come from building blocks: `usualTexts` (what is wrong with
 * most texts) and `texts` (the rule's own traps) in texts.ts, each with `asItems` for lists, `asNames` and `asValues`
 * for maps; `notInteger`, `notMember`, `notBoolean`, `notList`, `notListOf`, `notMap`, `notInstance`, `notStruct`,
 * `missing` and `notNull` in kinds.ts; or they are written out: { what, bad, code, expected, remedy }. `what` ends
 * the sentence "PROPERTY refuses …". A property without rows fails completeness.test.ts, which says its name.
 */
export const CATALOGUE: readonly Row[] = [
  ...BASE_IMAGE_ROWS,
  ...CUSTOM_IMAGE_ROWS,
  ...PULL_SOURCE_ROWS,
  ...DECLARATION_ROWS,
  ...IMAGE_LIFECYCLE_ROWS,
  ...ENVIRONMENT_ROWS,
  ...CONTAINER_ROWS,
  ...STAGE_ROWS,
  ...FILE_ROWS,
  ...USER_ROWS,
  ...PACKAGE_ROWS,
  ...PACKAGE_REPOSITORY_ROWS,
  ...TEST_ROWS,
  ...SCAN_GATE_ROWS,
  ...PIPELINE_ROWS,
  ...LOCK_FILE_ROWS,
  ...MACHINE_ROWS,
  ...NOTIFICATION_ROWS,
  ...DOCKER_ROWS,
  ...IMAGE_BUILDER_ROWS,
  ...REGISTRY_ROWS,
  ...REGISTRY_WIDE_ROWS,
  ...ACCESS_ROWS,
  ...ENCRYPTION_ROWS,
  ...LIFECYCLE_ROWS,
  ...CATALOG_ROWS,
  ...CONSUMER_ROWS,
  ...REQUIRE_GOLDEN_IMAGES_ROWS,
  ...APP_IMAGE_ROWS,
  ...VALUE_ROWS,
  ...IMAGE_TEST_ROWS,
  ...VARIANT_ROWS,
  ...POLICY_ROWS,
];
