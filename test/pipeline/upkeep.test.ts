import { BaseImage } from '../../lib/base-image/base-image';
import { debianIn, DebianProps, newStack, synthesize } from '../support/stack';

function environmentOf(props: DebianProps): Record<string, string> {
  const stack = newStack();
  debianIn(stack, props, 'Image');
  const { environment } = synthesize(stack).resource('aws_codebuild_project', 'Image/Build/Project/Resource');
  return Object.fromEntries(environment.environment_variable.map(({ name, value }: { name: string; value: string }) => [name, value]));
}

test('a build knows after how many days to rebuild and to tell, and until when the base is supported', () => {
  expect(environmentOf({})).toMatchObject({ REFRESH_AFTER_DAYS: '7', SUPPORT_NOTICE_DAYS: '90', RELEASE_NOTICE_DAYS: '30', SUPPORT_ENDS: BaseImage.debian('12-slim', { digest: `sha256:${'b'.repeat(64)}` }).endOfStandardSupport });
  expect(environmentOf({ refreshAfterDays: 1, supportNoticeDays: 2, releaseNoticeDays: 3 })).toMatchObject({ REFRESH_AFTER_DAYS: '1', SUPPORT_NOTICE_DAYS: '2', RELEASE_NOTICE_DAYS: '3' });
});

test('a build is told no end of support that nobody knows', () => {
  expect(environmentOf({ base: BaseImage.scratch() })).not.toHaveProperty('SUPPORT_ENDS');
});
