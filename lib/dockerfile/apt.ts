/**
 * Updates, installs and cleans up in one layer: what a later layer deletes is shipped all the same.
 *
 * Signatures are checked (apt's default), recommended packages are left out, and nothing asks a question.
 */
export function aptCommands(packages: readonly string[]): string[] {
  const install = ['apt-get install --yes --no-install-recommends', ...packages].join(' \\\n        ');
  return [
    'export DEBIAN_FRONTEND=noninteractive',
    'apt-get update',
    'apt-get upgrade --yes --no-install-recommends',
    ...(packages.length > 0 ? [install] : []),
    'apt-get clean',
    'rm -rf /var/lib/apt/lists/* /var/cache/apt/*.bin /var/cache/ldconfig/aux-cache /var/log/apt /var/log/dpkg.log /var/log/alternatives.log',
  ];
}
