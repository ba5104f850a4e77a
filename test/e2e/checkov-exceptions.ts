/** What checkov finds and is right for us all the same; the one place for it. An entry that matches nothing fails the tests. */
export const CHECKOV_EXCEPTIONS: readonly { readonly check: string; readonly resource: RegExp; readonly reason: string }[] = [
  {
    check: 'CKV_AWS_316',
    resource: /_Build_Project_/,
    reason: 'The Docker engine needs privileged mode. Only build projects have it, and their role can push candidates and nothing else.',
  },
  {
    check: 'CKV_AWS_297',
    resource: /_Schedule_/,
    reason: 'A schedule\'s payload is the name of a project; there is nothing to encrypt.',
  },
  {
    check: 'CKV2_AWS_34',
    resource: /_Channel_/,
    reason: 'A channel holds the digest of an image that its readers may pull; it is no secret, and encryption would need a key grant for every reader.',
  },
  {
    check: 'CKV_AWS_18',
    resource: /_Source_/,
    reason: 'The bucket is written by Terraform and read by CodeBuild of the same account; CloudTrail data events are the organisation\'s choice.',
  },
  {
    check: 'CKV_AWS_144',
    resource: /_Source_/,
    reason: 'Terraform puts the same archives again from the declaration; a copy in another region would be no backup of anything.',
  },
  {
    check: 'CKV2_AWS_62',
    resource: /_Source_/,
    reason: 'Nobody waits for an upload: a build starts by schedule.',
  },
];
