import { ImageVariant } from '../core/image-variant';
import { Libc } from '../core/libc';
import { PackageManager } from '../core/package-manager';
import { IMAGE_PLATFORMS } from '../core/platform';
import { BaseFacts } from './base-source';
import { ImageProvenance } from './image-provenance';
import { SupportLifecycle } from './support-lifecycle-data';
import { supportOf } from './support-of';

/** An image of a registry, by its name, and what is known of it. */
export interface KnownImage {
  /** Without tag. */
  readonly name: string;
  readonly facts: BaseFacts;
}

/** What most images of a distribution share. */
const USUAL: Omit<BaseFacts, 'packageManager'> = {
  provenance: ImageProvenance.OFFICIAL,
  libc: Libc.GLIBC,
  hasShell: true,
  platforms: IMAGE_PLATFORMS,
  variant: ImageVariant.RUNTIME,
  runsAsRoot: true,
  support: [],
  updateOptions: [],
};

const APT = { ...USUAL, packageManager: PackageManager.APT };
const APK = { ...USUAL, packageManager: PackageManager.APK, libc: Libc.MUSL };

export function debian(tag: string): KnownImage {
  return { name: 'docker.io/library/debian', facts: { ...APT, support: supportOf('debian', tag) } };
}

export function ubuntu(tag: string): KnownImage {
  return { name: 'docker.io/library/ubuntu', facts: { ...APT, support: supportOf('ubuntu', tag) } };
}

export function alpine(tag: string): KnownImage {
  return { name: 'docker.io/library/alpine', facts: { ...APK, support: supportOf('alpine', tag) } };
}

export function amazonLinux(tag: string): KnownImage {
  return {
    name: 'public.ecr.aws/amazonlinux/amazonlinux',
    facts: {
      ...USUAL,
      packageManager: PackageManager.DNF,
      support: supportOf('amazon-linux', tag),
      // An image of 2023 is locked to the repositories of its own day (Amazon Linux 2023 user guide, "Deterministic
      // upgrades"); without this an update finds nothing.
      updateOptions: ['--releasever=latest'],
    },
  };
}

/** Repository of UBI in a Red Hat registry, by what it has of a package manager. */
const UBI = {
  ubi: PackageManager.DNF,
  'ubi-minimal': PackageManager.MICRODNF,
  'ubi-micro': PackageManager.NONE,
} as const;

/** The major release is part of the name: `registry.access.redhat.com/ubi9/ubi`. */
export function ubi(repository: keyof typeof UBI, tag: string): KnownImage {
  const major = /^\d+/.exec(tag)![0];
  return {
    name: `registry.access.redhat.com/ubi${major}/${repository}`,
    facts: { ...USUAL, packageManager: UBI[repository], support: supportOf('ubi', major) },
  };
}

export function opensuseLeap(tag: string): KnownImage {
  return {
    name: 'registry.opensuse.org/opensuse/leap',
    facts: { ...USUAL, packageManager: PackageManager.ZYPPER, support: supportOf('opensuse-leap', tag) },
  };
}

/** Id of `nonroot` in distroless, Chainguard's and Docker's hardened images. */
const NONROOT = 65532;

/** Distroless has the non-root user, and of a shell only what a debug variant brings: busybox outside of PATH's usual folders. */
export function distroless(repository: string, libc: Libc, debianRelease: string, debug: boolean): KnownImage {
  return {
    name: `gcr.io/distroless/${repository}-debian${debianRelease}`,
    facts: {
      ...USUAL,
      libc,
      packageManager: PackageManager.NONE,
      hasShell: false,
      variant: debug ? ImageVariant.DEBUG : ImageVariant.RUNTIME,
      nonrootUserId: NONROOT,
      runsAsRoot: false,
      support: supportOf('debian', debianRelease),
    },
  };
}

/** `-dev` in a tag is a variant with a shell and a package manager; `wolfi-base` has both without saying so. */
export function chainguard(repository: string, tag: string): KnownImage {
  const dev = tag === 'dev' || tag.endsWith('-dev');
  const complete = dev || repository === 'wolfi-base';
  return {
    name: `cgr.dev/chainguard/${repository}`,
    facts: {
      ...USUAL,
      provenance: ImageProvenance.VERIFIED_PUBLISHER,
      packageManager: complete ? PackageManager.APK : PackageManager.NONE,
      hasShell: complete,
      variant: dev ? ImageVariant.DEV : ImageVariant.RUNTIME,
      nonrootUserId: NONROOT,
      runsAsRoot: false,
    },
  };
}

/** Docker Hardened Images: on Debian unless the tag says Alpine; `-dev` has a shell and a package manager. */
export function dockerHardened(repository: string, tag: string): KnownImage {
  const dev = tag.endsWith('-dev');
  const onAlpine = tag.includes('alpine');
  const release = /(?:debian|alpine)(\d[\d.]*)/.exec(tag)?.[1];
  return {
    name: `dhi.io/${repository}`,
    facts: {
      ...(onAlpine ? APK : APT),
      ...(!dev && { packageManager: PackageManager.NONE, hasShell: false }),
      variant: dev ? ImageVariant.DEV : ImageVariant.RUNTIME,
      // As in the official image, whose user is `node`.
      nonrootUserId: repository === 'node' ? 1000 : NONROOT,
      runsAsRoot: dev,
      ...supportOfBoth(repository, supportOf(repository, tag), release === undefined ? [] : supportOf(onAlpine ? 'alpine' : 'debian', release)),
    },
  };
}

/** Official images that are a distribution and nothing else. */
const DISTRIBUTIONS = ['alpine', 'debian', 'ubuntu'];

/** What is in an image is as well supported as the worst of it; what of it nobody said anything of is said to be unknown. */
function supportOfBoth(repository: string, software: readonly SupportLifecycle[], distribution: readonly SupportLifecycle[]): Pick<BaseFacts, 'support' | 'unknownSupport'> {
  const support = [...software, ...distribution];
  if (support.length === 0 || DISTRIBUTIONS.includes(repository) || (software.length > 0 && distribution.length > 0)) return { support };
  return { support, unknownSupport: distribution.length === 0 ? 'the distribution' : 'the software' };
}

/** Words of a tag that name a distribution's release, with its product. */
function distributionOf(tag: string): BaseFacts {
  const words = tag.split('-');
  const alpineWord = words.find((word) => word.startsWith('alpine'));
  if (alpineWord !== undefined) return { ...APK, support: supportOf('alpine', alpineWord.slice('alpine'.length)) };
  const ubiWord = words.find((word) => /^ubi\d+$/.test(word));
  if (ubiWord !== undefined) {
    const packageManager = words.includes('minimal') ? PackageManager.MICRODNF : PackageManager.DNF;
    return { ...USUAL, packageManager, support: supportOf('ubi', ubiWord.slice('ubi'.length)) };
  }
  const afterVersion = words.slice(1).join('-');
  return { ...APT, support: [...supportOf('debian', afterVersion), ...supportOf('ubuntu', afterVersion)] };
}

/**
 * A Docker official image of a language or a program: `VERSION[-DISTRIBUTION]`. Without a distribution in the tag it is
 * on a Debian or an Ubuntu, of which the tag does not tell the release.
 */
export function dockerOfficial(repository: string, tag: string): KnownImage {
  const facts = distributionOf(tag);
  return { name: `docker.io/library/${repository}`, facts: { ...facts, ...supportOfBoth(repository, supportOf(repository, tag.split('-')[0]!), facts.support) } };
}
