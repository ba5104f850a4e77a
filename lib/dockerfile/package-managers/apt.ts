import { PackageCommands, perLine, pinnedNames } from './package-commands';

/** Indexes, archives, logs and copies with a time in them: nothing that a container needs. */
const CLEAN_UP = [
  'apt-get clean',
  'rm -rf /var/lib/apt/lists/* /var/cache/apt/*.bin /var/cache/debconf/*-old /var/cache/ldconfig/aux-cache /var/lib/dpkg/*-old /var/log/apt /var/log/*.log /etc/*-',
];
const QUIET = 'export DEBIAN_FRONTEND=noninteractive';
/** Without the setting, apt succeeds where a repository cannot be reached: an image without its patches would be released. */
const REFRESH = 'apt-get update -o APT::Update::Error-Mode=any';

/** A configuration file that is declared, or that a package brought, stays as it is: asked about it, dpkg would fail. */
const KEEP_CONFIGURATION = '-o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold';

/** As Debian's own slim images leave them out; the copyright files stay, as the licenses ask. */
const EXCLUDED = [
  'path-exclude=/usr/share/doc/*',
  'path-include=/usr/share/doc/*/copyright',
  'path-exclude=/usr/share/groff/*',
  'path-exclude=/usr/share/info/*',
  'path-exclude=/usr/share/lintian/*',
  'path-exclude=/usr/share/locale/*',
  'path-exclude=/usr/share/man/*',
];

/** Debian and Ubuntu. Signatures are checked, which is apt's default. */
export const APT: PackageCommands = {
  configure: [`${perLine("printf '%s\\n'", EXCLUDED.map((line) => `'${line}'`))} \\\n        > /etc/dpkg/dpkg.cfg.d/golden-image`],
  install: (packages) => {
    const pinned = pinnedNames(packages);
    return [
      QUIET,
      REFRESH,
      perLine(`apt-get install --yes --no-install-recommends ${KEEP_CONFIGURATION}`, packages),
      ...(pinned.length > 0 ? [perLine('apt-mark hold', pinned)] : []),
      ...CLEAN_UP,
    ];
  },
  update: () => [QUIET, REFRESH, `apt-get upgrade --yes --no-install-recommends ${KEEP_CONFIGURATION}`, ...CLEAN_UP],
  certificates: { folder: '/usr/local/share/ca-certificates', command: 'update-ca-certificates', package: 'ca-certificates' },
  programs: ['/usr/bin/apt*', '/usr/bin/dpkg*', '/usr/lib/apt', '/usr/sbin/dpkg*'],
};
