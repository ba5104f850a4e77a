import { NamedText } from '../core/named-text';

/** The part of the Dockerfile language that is rendered here; every engine since Docker 20.10 builds it, and so does Buildah. */
export type Instruction =
  | { readonly kind: 'comment'; readonly text: string }
  | { readonly kind: 'arg'; readonly name: string; readonly defaultValue?: string }
  | { readonly kind: 'from'; readonly image: string; readonly as: string }
  | { readonly kind: 'user'; readonly user: string }
  /** Commands of one layer; the first that fails ends the build. Fixed text and checked names only. */
  | { readonly kind: 'run'; readonly commands: readonly string[] }
  /** A program with its arguments, started without a shell: arguments arrive unchanged. Secrets are files while it runs. */
  | { readonly kind: 'exec'; readonly command: readonly string[]; readonly secrets: readonly string[] }
  | { readonly kind: 'copy'; readonly from?: string; readonly source: string; readonly destination: string; readonly owner?: string; readonly mode?: string }
  | { readonly kind: 'env'; readonly variables: readonly NamedText[] }
  | { readonly kind: 'label'; readonly labels: readonly Label[] }
  | { readonly kind: 'workdir'; readonly path: string }
  | { readonly kind: 'expose'; readonly ports: readonly string[] }
  | { readonly kind: 'volume'; readonly paths: readonly string[] }
  | { readonly kind: 'healthcheck'; readonly command: readonly string[]; readonly options: readonly NamedText[] }
  | { readonly kind: 'stopsignal'; readonly signal: string }
  | { readonly kind: 'entrypoint'; readonly command: readonly string[] }
  | { readonly kind: 'cmd'; readonly command: readonly string[] };

/** A label, with a value that arrives unchanged, or with the value of a build argument. */
export type Label = NamedText | { readonly name: string; readonly fromArg: string };
