/** The part of the Dockerfile language that is rendered here; every engine since Docker 20.10 builds it. */
export type Instruction =
  | { readonly kind: 'comment'; readonly text: string }
  | { readonly kind: 'arg'; readonly name: string; readonly defaultValue?: string }
  | { readonly kind: 'from'; readonly image: string }
  | { readonly kind: 'user'; readonly user: string }
  /** Commands of one layer; the first that fails ends the build. Fixed text and checked names only. */
  | { readonly kind: 'run'; readonly commands: readonly string[] }
  | { readonly kind: 'label'; readonly labels: readonly Label[] };

/** A label, with a value that arrives unchanged, or with the value of a build argument. */
export type Label =
  | { readonly key: string; readonly value: string }
  | { readonly key: string; readonly fromArg: string };
