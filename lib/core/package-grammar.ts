import { TextRule } from './check';
import { HOST } from './reference-grammar';

/** apk-tools: package names of Alpine and Wolfi, and versions with `_p1`, `_rc2` and `-r0`. */
export const ALPINE_PACKAGE: TextRule = {
  code: 'InvalidAlpinePackage',
  noun: 'Alpine package',
  pattern: /^[a-z0-9][a-z0-9+._-]*(=[0-9][0-9.]*[a-z]?((_(alpha|beta|pre|rc|cvs|svn|git|hg|p))[0-9]*)*(-r[0-9]+)?)?$/,
  maxLength: 200,
  expected: '"name" or "name=version": a lower-case name, a version such as 1.2.3-r0',
  remedy: 'write the package as apk takes it, such as "tzdata" or "tzdata=2025b-r0"',
};

/** RPM packaging guide: name, and `[epoch:]version[-release]` behind "=". */
export const RPM_PACKAGE: TextRule = {
  code: 'InvalidRpmPackage',
  noun: 'RPM package',
  pattern: /^[A-Za-z0-9][A-Za-z0-9+._-]*(=([0-9]+:)?[A-Za-z0-9.+~^_]+(-[A-Za-z0-9.+~^_]+)?)?$/,
  maxLength: 200,
  expected: '"name" or "name=version": a name of letters, digits, "+", ".", "_" and "-", a version such as 1.2.3-4.el9',
  remedy: 'write the package such as "tzdata" or "tzdata=2025b-1.el9"',
};

/** An address of a package repository, without credentials, query or fragment. */
export const REPOSITORY_URL: TextRule = {
  code: 'InvalidRepositoryUrl',
  noun: 'package repository address',
  pattern: new RegExp(`^https://${HOST}(/[A-Za-z0-9._~$+-]+)*/?$`),
  maxLength: 500,
  expected: 'an https:// address without credentials, query or fragment',
  remedy: 'give the address that the package manager takes, such as "https://packages.example.com/debian"',
};

/** Debian repository format: suite and component names. */
export const APT_WORD: TextRule = {
  code: 'InvalidAptRepository',
  noun: 'suite or component',
  pattern: /^[A-Za-z0-9][A-Za-z0-9._/-]*$/,
  maxLength: 100,
  expected: 'letters, digits, ".", "_", "/" and "-"',
  remedy: 'write it as in a sources.list entry, such as "bookworm" and "main"',
};
