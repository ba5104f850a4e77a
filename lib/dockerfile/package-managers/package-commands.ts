/** What a layer does with packages. Each list is commands of one RUN; what is not needed later is removed in it. */
export interface PackageCommands {
  /** Settings that later layers, and images built on this one, keep: no documentation. */
  readonly configure: readonly string[];
  /** Installs packages, each `name` or `name=version`; a version that is given stays through later updates. */
  install(packages: readonly string[]): readonly string[];
  /** Installs what the repositories have newer versions of. */
  update(options: readonly string[]): readonly string[];
  /** Where CA certificates are put, the command that makes them trusted, and the package that brings it. */
  readonly certificates: { readonly folder: string; readonly command: string; readonly package: string };
  /** The package manager's programs. What it knows of the packages stays, because scanners read it. */
  readonly programs: readonly string[];
}

/** Splits `name=version`. */
export function nameAndVersion(item: string): { readonly name: string; readonly version?: string } {
  const [name, version] = item.split('=', 2) as [string, string | undefined];
  return { name, ...(version !== undefined && { version }) };
}

/** The names of those packages that are given with a version. */
export function pinnedNames(packages: readonly string[]): string[] {
  return packages.map(nameAndVersion).flatMap(({ name, version }) => (version === undefined ? [] : [name]));
}

/** A command with its arguments one below the other, so that a change of one is a change of one line. */
export function perLine(command: string, items: readonly string[]): string {
  return [command, ...items].join(' \\\n        ');
}
