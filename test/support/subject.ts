import { BaseImage } from '../../lib/base-image/base-image';
import { ImageDeclaration } from '../../lib/image/declaration';
import { resolveImageSpec } from '../../lib/image/image-spec';
import { ImageTest } from '../../lib/image/image-test';
import { PolicySubject } from '../../lib/policy/policy-subject';
import { DIGEST } from './stack';

/** A day on which everything that the good subject stands on is supported. */
export const DAY = '2026-11-24';

/** A declaration that every rule passes, with some of it changed. */
export function subjectOf(declaration: Partial<ImageDeclaration> = {}, rest: Partial<PolicySubject> = {}): PolicySubject {
  const spec = resolveImageSpec(
    {
      name: 'app',
      version: '1.0.0',
      base: BaseImage.debian('13-slim', { digest: DIGEST }),
      owner: 'platform-team',
      rationale: 'glibc, five years of support',
      labels: { 'com.example.cost-center': '4711' },
      environment: { APP_HOME: '/srv/app' },
      maxSizeMegabytes: 100,
      tests: [ImageTest.command('prints its release', { command: ['cat', '/etc/os-release'] })],
      ...declaration,
    },
    'Here',
  );
  return { spec, scanGate: { weakenings: [], exceptions: [] }, ...rest };
}

/** The same with facts of the resolved spec changed, which no declaration can say yet. */
export function withSpec(subject: PolicySubject, spec: Partial<PolicySubject['spec']>): PolicySubject {
  return { ...subject, spec: { ...subject.spec, ...spec } };
}
