import { Finding, Tool } from './finding';

export interface Exception {
  readonly tool: Tool;
  readonly check: string;
  readonly resource: RegExp;
  readonly reason: string;
}

const ACCESS_LOG = "The bucket is written by Terraform and read by CodeBuild of the same account; CloudTrail data events are the organisation's choice.";

/** What checkov, trivy and the controls of Security Hub find and is right for us all the same; the one place for it. One that matches nothing fails the tests. */
export const EXCEPTIONS: readonly Exception[] = [
  {
    tool: 'checkov',
    check: 'CKV_AWS_316',
    resource: /_Build_Project_/,
    reason: 'The Docker engine needs privileged mode. Only build projects have it, and their role can push candidates and nothing else.',
  },
  {
    tool: 'checkov',
    check: 'CKV_AWS_316',
    resource: /_Admission_Project_/,
    reason: 'An admission tests what Image Builder built with the Docker engine. Its role can push no layer; it can tag candidates and nothing else.',
  },
  {
    tool: 'checkov',
    check: 'CKV_AWS_199',
    resource: /_ImageBuilder_Distribution_/,
    reason: 'The check is about AMIs. A container image is encrypted by its repository, with the key of the factory.',
  },
  {
    tool: 'checkov',
    check: 'CKV_AWS_297',
    resource: /_Schedule_/,
    reason: "A schedule's payload is the name of a project; there is nothing to encrypt.",
  },
  {
    tool: 'checkov',
    check: 'CKV2_AWS_34',
    resource: /_Channel_/,
    reason: 'A channel holds the digest of an image that its readers may pull; it is no secret, and encryption would need a key grant for every reader.',
  },
  {
    tool: 'checkov',
    check: 'CKV2_AWS_34',
    resource: /_Declaration_/,
    reason: 'It holds a hash, which tells nobody what was declared; its change is what matters.',
  },
  {
    tool: 'checkov',
    check: 'CKV2_AWS_34',
    resource: /_Notices_/,
    reason: 'It holds what people were told, and when; no secret.',
  },
  {
    tool: 'checkov',
    check: 'CKV2_AWS_34',
    resource: /_Metadata_/,
    reason: 'It tells consumers, also of other accounts, what is deprecated and revoked, and why; no secret.',
  },
  { tool: 'checkov', check: 'CKV_AWS_18', resource: /_Source_/, reason: ACCESS_LOG },
  { tool: 'security-hub', check: 'S3.9', resource: /_Source_/, reason: ACCESS_LOG },
  { tool: 'trivy', check: 'AVD-AWS-0089', resource: /_Source_/, reason: ACCESS_LOG },
  { tool: 'trivy', check: 'AVD-AWS-0321', resource: /_Source_/, reason: ACCESS_LOG },
  {
    tool: 'checkov',
    check: 'CKV_AWS_144',
    resource: /_Source_/,
    reason: 'Terraform puts the same archives again from the declaration; a copy in another region would be no backup of anything.',
  },
  {
    tool: 'checkov',
    check: 'CKV2_AWS_62',
    resource: /_Source_/,
    reason: 'Nobody waits for an upload: a build starts by schedule.',
  },
  {
    tool: 'trivy',
    check: 'AVD-AWS-0032',
    resource: /_Repository_AccessPolicy_/,
    reason: "Its star is every principal under the condition aws:PrincipalOrgID, which the check does not read. test/registry/access.test.ts evaluates the policy: no other organization's principal pulls.",
  },
  {
    tool: 'trivy',
    check: 'AVD-DS-0026',
    resource: /\/Dockerfile$/,
    reason: 'A base image has no service to ask for its health; an image that runs one declares a healthcheck.',
  },
];

export function excuses(exception: Exception, finding: Finding): boolean {
  return exception.tool === finding.tool && exception.check === finding.check && exception.resource.test(finding.resource);
}
