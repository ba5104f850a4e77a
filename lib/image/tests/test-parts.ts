/** One entry of `commandTests` in a container-structure-test file. */
export interface CommandTest {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly expectedOutput?: readonly string[];
  readonly excludedOutput?: readonly string[];
  readonly expectedError?: readonly string[];
  readonly exitCode: number;
}

/**
 * One entry of `fileExistenceTests`. From JSON, the tool reads a missing `shouldExist` as false and a missing id as
 * 0, so none may be left out; -1 is any id.
 */
export interface FileExistenceTest {
  readonly name: string;
  readonly path: string;
  readonly shouldExist: true;
  /** As `ls -l` writes them, such as `-rw-r--r--`. */
  readonly permissions?: string;
  readonly uid: number;
  readonly gid: number;
}

/** One entry of `fileContentTests`. */
export interface FileContentTest {
  readonly name: string;
  readonly path: string;
  readonly expectedContents: readonly string[];
}

/** What an image's configuration must say; what is left out is not looked at. */
export interface Metadata {
  readonly environment?: { readonly [name: string]: string };
  readonly labels?: { readonly [name: string]: string };
  /** With their protocols. */
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  readonly workingDirectory?: string;
}

/** One test of `scripts/container-tests.sh`, by its kind. */
export type ContainerTest = { readonly name: string } & (
  | { readonly kind: 'user'; readonly userId: number }
  | { readonly kind: 'metadata'; readonly metadata: Metadata }
  | { readonly kind: 'absent'; readonly paths: readonly string[] }
  | { readonly kind: 'no-setuid-files' }
  | { readonly kind: 'max-size'; readonly megabytes: number }
  | { readonly kind: 'max-layers'; readonly layers: number }
  | { readonly kind: 'listens'; readonly port: number; readonly seconds: number }
  /** An empty command is the image's own. */
  | { readonly kind: 'read-only'; readonly command: readonly string[] }
);

/** What one image test comes to in the files that the build reads. */
export interface TestParts {
  readonly name: string;
  readonly command?: CommandTest;
  readonly existence?: FileExistenceTest;
  readonly content?: FileContentTest;
  readonly container?: ContainerTest;
}
