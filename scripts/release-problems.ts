/** What a release is made of. */
export interface Release {
  readonly version: string;
  /** Text of CHANGELOG.md. */
  readonly changelog: string;
  /** The tag that is to publish it; undefined where none is there yet. */
  readonly tag: string | undefined;
}

/** Why it cannot be released; nothing where it can. */
export function releaseProblems({ version, changelog, tag }: Release): readonly string[] {
  const heading = /^## (\S+)(?: \((.*)\))?$/m.exec(changelog);
  return [
    ...(/^\d+\.\d+\.\d+$/.test(version) ? [] : [`package.json has version ${version}; a release is MAJOR.MINOR.PATCH`]),
    ...(heading?.[1] === version ? [] : [`CHANGELOG.md begins with ${heading?.[1] ?? 'no version'}, and package.json has ${version}`]),
    ...(tag === undefined || tag === `v${version}` ? [] : [`the tag is ${tag}, and package.json has ${version}: expected v${version}`]),
    ...(tag === undefined || /^\d{4}-\d{2}-\d{2}$/.test(heading?.[2] ?? '') ? [] : [`CHANGELOG.md does not say on which day ${version} is released: expected "## ${version} (YYYY-MM-DD)"`]),
  ];
}
