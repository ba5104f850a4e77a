/** What installs packages in an image. */
export enum PackageManager {
  /** Debian, Ubuntu. */
  APT = 'apt',
  /** Alpine, Wolfi. */
  APK = 'apk',
  /** Amazon Linux 2023, Fedora, UBI. */
  DNF = 'dnf',
  /** UBI minimal. */
  MICRODNF = 'microdnf',
  /** openSUSE, SUSE Linux Enterprise. */
  ZYPPER = 'zypper',
  /** None: packages cannot be installed. */
  NONE = 'none',
}

/** Every package manager. */
export const PACKAGE_MANAGERS: readonly PackageManager[] = Object.values(PackageManager);
