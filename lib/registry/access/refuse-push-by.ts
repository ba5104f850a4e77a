import { GoldenImageError } from '../../core/error';
import { RepositoryPrincipal } from './repository-principal';

/** The Lambda service pulls what functions are made of, and has nothing to push. */
export function refusePushBy({ _kind, principalId }: RepositoryPrincipal, where: string): void {
  if (_kind !== 'lambda') return;
  throw new GoldenImageError('InvalidPushPrincipal', {
    where,
    problem: 'the Lambda service does not push',
    given: principalId,
    expected: 'a role, an account, an organizational unit or an organization',
    remedy: 'grant to the role that pushes',
  });
}
