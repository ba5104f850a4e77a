import { Libc } from '../../core/libc';
import { nameAndVersion } from '../../dockerfile/package-managers/package-commands';
import { PolicySubject } from '../policy-subject';
import { fail, Problem, RuleDefinition } from '../rule-definition';

export const MUSL_COMPATIBILITY: RuleDefinition = {
  id: 'musl-compatibility',
  title: 'Nothing that is linked with glibc is brought onto a base with musl.',
  why: 'A program that is linked with glibc does not start on musl ("no such file or directory"), and what makes it start (gcompat) has a part of glibc alone.',
  sources: ['https://wiki.alpinelinux.org/wiki/Running_glibc_programs', 'https://wiki.musl-libc.org/functional-differences-from-glibc.html'],
  remedy: 'build it on a musl base or statically, and exempt a static one; or choose a base with glibc',
  options: '`ImageRule.muslCompatibility()`: files that come from a stage on a base with glibc, and packages that are there to run what is linked with it',
};

/** Packages whose only use is to run what is linked with glibc: of Alpine, and of sgerrand/alpine-pkg-glibc. */
const GLIBC_PACKAGES = ['gcompat', 'glibc', 'glibc-bin', 'libc6-compat'];

export function checkMuslCompatibility({ spec: { base, stages, files, packages, variants } }: PolicySubject): readonly Problem[] {
  if (base.facts.libc !== Libc.MUSL) return [];
  const glibcStages = stages.filter((stage) => stage.base.libc === Libc.GLIBC).map(({ name }) => name);
  const allFiles = [...files, ...variants.flatMap((variant) => variant.files)];
  const allPackages = [...packages, ...variants.flatMap((variant) => variant.packages)].map((item) => nameAndVersion(item).name);
  return [
    ...allFiles.flatMap(({ path, _source }) =>
      _source.kind === 'stage' && glibcStages.includes(_source.stage) ? [fail(`${path} comes from stage ${_source.stage}, which has glibc, and the base has musl`)] : [],
    ),
    ...allPackages.filter((name) => GLIBC_PACKAGES.includes(name)).map((name) => fail(`package ${name} is for programs that are linked with glibc, and the base has musl`)),
  ];
}
