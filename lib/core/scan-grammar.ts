import { TextRule } from './check';

/**
 * Kinds of ids whose form is published. Sources: CVE record format (cveId); GitHub's advisory database, "About GHSA IDs";
 * ALAS and RHSA as alas.aws.amazon.com and access.redhat.com name their advisories.
 */
const KNOWN_IDS = [
  String.raw`CVE-\d{4}-\d{4,19}`,
  String.raw`GHSA(?:-[23456789cfghjmpqrvwx]{4}){3}`,
  String.raw`ALAS[0-9A-Z._-]*-\d{4}-\d{1,5}`,
  String.raw`RH[SBE]A-\d{4}:\d{4,5}`,
].join('|');

/**
 * Scanners pass on ids of many more databases (the OSV schema lists their prefixes; Inspector has some of its own), so of
 * others only the outline is known. Source of the bound: ECR and Inspector give none; the OSV schema's ids are short.
 */
const OTHER_ID = String.raw`(?!CVE-|GHSA-|ALAS|RH[SBE]A-)[A-Z][A-Za-z0-9]*(?:-[A-Za-z0-9.:_]+)+`;

export const VULNERABILITY_ID: TextRule = {
  code: 'InvalidVulnerabilityId',
  noun: 'vulnerability id',
  pattern: new RegExp(`^(?:${KNOWN_IDS}|${OTHER_ID})$`),
  maxLength: 64,
  expected: 'an id of at most 64 characters such as CVE-2024-3094, GHSA-jfh8-c2jp-5v3q, ALAS2-2024-2500 or RHSA-2024:1234',
  remedy: 'copy the id from the log of the release that was refused',
};

/** Names of packages of distributions, npm (`@scope/name`), Maven (`group:artifact`), Go (`host/path`) and others. */
export const VULNERABLE_PACKAGE: TextRule = {
  code: 'InvalidVulnerablePackage',
  noun: 'name of a vulnerable package',
  pattern: /^[A-Za-z0-9@][A-Za-z0-9@._+:/~-]*$/,
  maxLength: 256,
  expected: '1 to 256 letters, digits and any of "@._+:/~-", beginning with a letter, a digit or "@"',
  remedy: 'copy the name from the log of the release that was refused, without a version',
};
