/** A name with a value, such as an environment variable or a label. */
export interface NamedText {
  readonly name: string;
  readonly value: string;
}
