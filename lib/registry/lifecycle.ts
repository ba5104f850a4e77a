/** What happens to images of a repository as they age. */
export class RepositoryLifecycle {
  /**
   * For releases. A release is never deleted by age or count: whatever runs on it must be able to start again. Only
   * what lost or never had a tag, such as the rest of an interrupted copy, expires after 14 days.
   */
  public static releases(): RepositoryLifecycle {
    return new RepositoryLifecycle('expire untagged images after 14 days', 'untagged', 14);
  }

  /** For candidates: all of them expire after 14 days. A release is a copy elsewhere. */
  public static candidates(): RepositoryLifecycle {
    return new RepositoryLifecycle('expire candidates after 14 days', 'any', 14);
  }

  private constructor(
    private readonly description: string,
    private readonly tagStatus: 'untagged' | 'any',
    private readonly days: number,
  ) {}

  /** @internal */
  public _render(): string {
    return JSON.stringify({
      rules: [
        {
          rulePriority: 1,
          description: this.description,
          selection: { tagStatus: this.tagStatus, countType: 'sinceImagePushed', countUnit: 'days', countNumber: this.days },
          action: { type: 'expire' },
        },
      ],
    });
  }
}
