/** What a kind of secret looks like. */
interface SecretPattern {
  /** As in a sentence. */
  readonly noun: string;
  readonly pattern: RegExp;
  /** Where its publisher says so. */
  readonly source: string;
}

/**
 * Kinds of secrets that are known by their looks, so that nothing else is taken for one. What repeats begins where it
 * cannot have begun before, or is bounded, so that a long file is read in a time that grows with its length alone.
 */
export const SECRET_PATTERNS: readonly SecretPattern[] = [
  {
    noun: 'an AWS access key id',
    pattern: /(?<![A-Za-z0-9])(AKIA|ASIA)[A-Z2-7]{16}(?![A-Za-z0-9])/,
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids',
  },
  {
    noun: 'a private key',
    pattern: /-----BEGIN ([A-Z0-9]+ )*PRIVATE KEY( BLOCK)?-----/,
    source: 'https://www.rfc-editor.org/rfc/rfc7468#section-10',
  },
  {
    noun: 'a JSON Web Token',
    pattern: /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{16,}/,
    source: 'https://www.rfc-editor.org/rfc/rfc7519#section-3.1',
  },
  {
    noun: 'a GitHub token',
    pattern: /(?<![A-Za-z0-9])(gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{36,})/,
    source: 'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats',
  },
  {
    noun: 'a GitLab token',
    pattern: /(?<![A-Za-z0-9])(glpat|gldt|glrt|glcbt|glptt|glft|glsoat)-[A-Za-z0-9_-]{20,}/,
    source: 'https://docs.gitlab.com/security/tokens/#token-prefixes',
  },
  {
    noun: 'a Slack token',
    pattern: /(?<![A-Za-z0-9])(xox[abeprs]|xapp)-[A-Za-z0-9-]{10,}/,
    source: 'https://docs.slack.dev/authentication/tokens',
  },
  {
    noun: 'a PyPI token',
    pattern: /(?<![A-Za-z0-9])pypi-[A-Za-z0-9_-]{50,}/,
    source: 'https://pypi.org/help/#apitoken',
  },
  {
    noun: 'a Vault token',
    pattern: /(?<![A-Za-z0-9])hv[sbr]\.[A-Za-z0-9_-]{24,}/,
    source: 'https://developer.hashicorp.com/vault/docs/concepts/tokens#token-prefixes',
  },
  {
    // Not where the password is a reference, such as ${PASSWORD} or <password>.
    noun: 'an address with a password',
    pattern: /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]*:\/\/[^\s/:@"'`]{1,256}:[^\s/:@$<{"'`][^\s/:@"'`]{0,256}@/i,
    source: 'https://www.rfc-editor.org/rfc/rfc3986#section-7.5',
  },
];
