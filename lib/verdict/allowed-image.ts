import { checkPresent, checkText } from '../core/check';
import { REASON } from '../core/grammar';
import { BY_RULE, checkShape, Shape } from '../core/shape';
import { CURATED, hostOf, parseImageName, repositoryOf } from './image-name';
import { ALLOWED_REPOSITORY } from './verdict-grammar';

/** Which images may be used although they are not golden, and why. */
export interface AllowedImageOptions {
  /**
   * A repository, such as `docker.io/library/nginx`, or all below a path, such as
   * `111122223333.dkr.ecr.eu-west-1.amazonaws.com/payments/*`; `aws/codebuild/*` are the images that AWS maintains for
   * CodeBuild. Docker Hub is meant where there is no host. Anything else is the error `InvalidAllowedRepository`.
   */
  readonly repository: string;
  /** Why they may be used: one line of at most 500 printable characters, else the error `InvalidReason`. */
  readonly reason: string;
}

const SHAPE: Shape<AllowedImageOptions> = { repository: BY_RULE, reason: BY_RULE };

/**
 * Images that may be used although they are not golden, for as long as the declaration says so: a team's own applications,
 * or a vendor's agents. For what is to end, there is `ImageException`.
 *
 * @example
 * AllowedImage.of({ repository: 'public.ecr.aws/aws-observability/*', reason: 'AWS maintains the agent' });
 */
export class AllowedImage {
  /** Images of one repository, or of all below a path. */
  public static of(options: AllowedImageOptions): AllowedImage {
    const where = 'AllowedImage.of';
    const { repository, reason } = checkShape(SHAPE, options, 'options', where);
    return new AllowedImage(
      checkText(ALLOWED_REPOSITORY, checkPresent(repository, 'repository', where), where),
      checkText(REASON, checkPresent(reason, 'reason', where), where),
    );
  }

  private constructor(
    /** As it was given. */
    public readonly repository: string,
    /** Why they may be used. */
    public readonly reason: string,
  ) {}

  /** @internal */
  public _covers(repository: string): boolean {
    const isPath = this.repository.endsWith('/*');
    const path = isPath ? this.repository.slice(0, -2) : this.repository;
    if (!isPath) return repositoryOf(parseImageName(path) ?? { host: '', path }) === repository;
    return repository.startsWith(`${pathOf(path)}/`);
  }
}

/** A path with its host; what Docker Hub has is below a name there, never below `library`. */
function pathOf(path: string): string {
  if (path === CURATED) return path;
  const first = path.split('/')[0]!;
  const isHost = /[.:]/.test(first) || first === 'localhost';
  return isHost ? `${hostOf(first)}${path.slice(first.length)}` : `docker.io/${path}`;
}
