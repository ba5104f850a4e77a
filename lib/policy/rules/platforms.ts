import { ImagePlatform } from '../../core/platform';
import { PolicySubject } from '../policy-subject';
import { fail, Problem, RuleDefinition, unknown } from '../rule-definition';
import { basesOf } from '../subject-bases';

export const PLATFORMS: RuleDefinition = {
  id: 'platforms',
  title: 'What the image and its stages are built on is published for every platform of the image, and the image is built for every platform that is wanted.',
  why: 'A platform that a base lacks fails the build, or is emulated; one that the image lacks fails where a team runs it.',
  sources: ['https://docs.docker.com/build/building/multi-platform/'],
  remedy: 'choose a base that is published for the platform, or change platforms; say with a custom base what it is published for',
  options: '`ImageRule.platforms([ImagePlatform.LINUX_AMD64])`: those that every image must be built for; none by default',
};

export function checkPlatforms(wanted: readonly ImagePlatform[]): (subject: PolicySubject) => readonly Problem[] {
  return (subject) => {
    const { platforms } = subject.spec;
    const unbuilt = wanted.filter((platform) => !platforms.includes(platform));
    return [
      ...basesOf(subject).flatMap(({ what, source: { facts } }) => {
        if (facts.platforms === undefined) return [unknown(`nobody said what platforms ${what} is published for`)];
        const missing = platforms.filter((platform) => !facts.platforms!.includes(platform));
        return missing.length === 0 ? [] : [fail(`${what} is not published for ${missing.join(', ')}`)];
      }),
      ...(unbuilt.length === 0 ? [] : [fail(`the image is not built for ${unbuilt.join(', ')}`)]),
    ];
  };
}
