import { IConstruct } from 'constructs';

import { RepositoryPrincipal } from './access/repository-principal';

/** Where a repository that another app owns lies. */
export interface RepositoryAttributes {
  /** Name of the repository, such as `golden/debian`. */
  readonly repositoryName: string;
  /** ARN of the repository. */
  readonly repositoryArn: string;
  /** Registry host and repository name, without tag or digest. */
  readonly repositoryUri: string;
}

/** A private ECR repository, owned by this app or by another one. */
export interface IImageRepository extends IConstruct {
  /** Name of the repository, such as `golden/debian`. */
  readonly repositoryName: string;
  /** ARN of the repository. */
  readonly repositoryArn: string;
  /** Address of the repository: registry host and repository name, without tag or digest. */
  readonly repositoryUri: string;
  /**
   * Lets a principal pull.
   *
   * An owned repository says so in its own policy. An imported one cannot: there it is a policy of the role, and any
   * other principal is the error `ImportedRepository`.
   */
  grantPull(principal: RepositoryPrincipal): void;
  /**
   * Lets a principal pull and push, as `grantPull` does. For the repositories of a golden image it is the error
   * `PushReserved`: what lies there was pushed by its pipeline. The Lambda service is the error `InvalidPushPrincipal`.
   */
  grantPush(principal: RepositoryPrincipal): void;
}
