/** The EventBridge rules that start an image's builds: the ends of their names. Those of a whole name must stay within 64 characters. */
export enum TriggerRule {
  /** The declaration was applied with a change. */
  DECLARATION = 'declaration',
  /** A golden image that the image is built on was released. */
  PARENT = 'parent',
}

/** Name of a rule of an image; a factory's role trusts them by it. */
export function triggerRuleName(namespace: string, imageName: string, trigger: TriggerRule): string {
  return `${namespace}-${imageName}-${trigger}`;
}
