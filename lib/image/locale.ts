import { BaseFacts, installerOf } from '../base-image/base-source';
import { checkText } from '../core/check';
import { GoldenImageError } from '../core/error';
import { LOCALE } from '../core/image-grammar';
import { Libc } from '../core/libc';
import { PackageManager } from '../core/package-manager';

/** A locale, and what makes it. */
export interface LocaleSpec {
  readonly locale?: string;
  readonly packages: readonly string[];
  readonly commands: readonly string[];
}

/** C.UTF-8 is part of every libc; another one is compiled by apt's `locales`, or comes in a package of its language. */
export function resolveLocale(given: string | undefined, facts: BaseFacts, where: string): LocaleSpec {
  const [libc, installer] = [facts.libc, installerOf(facts)];
  if (given === undefined) return { packages: [], commands: [] };
  const locale = checkText(LOCALE, given, where);
  if (/^(C|POSIX)\./.test(locale)) return { locale, packages: [], commands: [] };
  const [territory, modifier = ''] = locale.replace('.UTF-8', '').split(/(?=@)/) as [string, string?];
  if (libc === Libc.GLIBC && installer === PackageManager.APT) {
    return { locale, packages: ['locales'], commands: [`localedef --inputfile=${territory}${modifier} --charmap=UTF-8 ${locale}`] };
  }
  if (libc === Libc.GLIBC && (installer === PackageManager.DNF || installer === PackageManager.MICRODNF)) {
    return { locale, packages: [`glibc-langpack-${territory.split('_')[0]}`], commands: [] };
  }
  throw new GoldenImageError('LocaleUnavailable', {
    where,
    problem: 'the base cannot be given this locale: it has no glibc, or nothing that brings one',
    given: locale,
    expected: 'C.UTF-8, or a base with glibc and apt, dnf or microdnf',
    remedy: 'use C.UTF-8',
  });
}
