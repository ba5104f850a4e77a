import { BUILD_FAULTS } from './faults/build-faults';
import { Course } from './faults/course';
import { BUILD_KILLS, RELEASE_KILLS } from './faults/kills';
import { RELEASE_FAULTS } from './faults/release-faults';
import { verify } from './public-key';

/**
 * What can go wrong while an image is built and released, row by row. After every one the channel holds the last released
 * digest, the release repository holds nothing that did not pass the gate, and a clean run succeeds; where a run left
 * everything as it was, to the last digest, the clean run is that of the next row, or the one at the end.
 *
 * Found elsewhere: each right that is missing, image tests that fail, tools that are not what was pinned and events that
 * come late, in refusals.e2e.ts; every status of a scan, in scan-gate-run.e2e.ts; a clock that is ahead, in no-op.e2e.ts.
 */
let course: Course;

beforeAll(async () => {
  course = await Course.start();
});
afterAll(() => course?.stop());

describe('a build', () => {
  test.each(BUILD_FAULTS)('while $name', (fault) => course.endureBuild(fault));
  test.each(BUILD_KILLS)('that is killed $name', (fault) => course.endureBuild(fault));
  test('twice at once, of the same refresh, leaves two candidates of one image, and both are released as one', () => course.buildTwiceAtOnce());
  test('runs cleanly afterwards', () => course.runCleanly());
});

describe('a release', () => {
  test.each(RELEASE_FAULTS)('while $name', (fault) => course.endureRelease(fault));
  test.each(RELEASE_KILLS)('that is killed $name', (fault) => course.endureRelease(fault));
  test('twice at once, of the same candidate, ends well in both', () => course.releaseTwiceAtOnce());
  test('whose tag is taken by another digest is refused', () => course.refuseTakenTag());
  test('whose tag is taken by another digest while it runs is refused', () => course.refuseTagTakenMeanwhile());
  test('runs cleanly afterwards', () => course.runCleanly());
});

test('everything that has a tag is signed', async () => {
  const { releases } = await course.line.state();
  const world = course.line.world;
  // Of the first and the last, and of one in the middle.
  const digests = Object.values(releases);
  for (const digest of [digests[0], digests[digests.length >> 1], course.last.digest]) {
    const { status, stderr } = await verify(world, `${world.registryHost}/golden/tiny@${digest}`);
    expect({ status, stderr }).toMatchObject({ status: 0 });
  }
});
