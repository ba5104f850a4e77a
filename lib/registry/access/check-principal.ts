import { checkPresent } from '../../core/check';
import { instanceOf } from '../../core/shape';
import { RepositoryPrincipal } from './repository-principal';

const PRINCIPAL = instanceOf(RepositoryPrincipal);

/** Returns the principal when it is one. */
export function checkPrincipal(given: RepositoryPrincipal, where: string): RepositoryPrincipal {
  PRINCIPAL('principal', checkPresent(given, 'principal', where), where);
  return given;
}
