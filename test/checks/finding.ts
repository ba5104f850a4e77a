export type Tool = 'checkov' | 'security-hub' | 'trivy';

/** A check of one resource that it did not pass. */
export interface Finding {
  readonly tool: Tool;
  readonly check: string;
  readonly title: string;
  /** Type and id of the resource, or the path of the file that is not Terraform's. */
  readonly resource: string;
}

export interface Report {
  /** How many checks of resources were made: one that checks nothing finds nothing. */
  readonly checks: number;
  readonly findings: readonly Finding[];
}
