/** A value that Terraform knows only when it applies, in the place of the value. */
export class UnknownValue {
  public constructor(
    /** What it comes from, as far as the configuration says, such as `docker_image.app.image_id`. */
    public readonly references: readonly string[] = [],
  ) {}
}

/** Whether a text holds an expression of Terraform; `$${` is an escaped `${`. */
export function isExpression(text: string): boolean {
  return /(?:^|[^$])(?:\$\$)*\$\{/.test(text);
}
