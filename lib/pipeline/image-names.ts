import { GoldenImageError } from '../core/error';

/** The images of a pipeline: no two have the same name. */
export class ImageNames {
  private readonly pathByName = new Map<string, string>();

  /** @param pipeline path of the pipeline */
  public constructor(private readonly pipeline: string) {}

  public claim(name: string, where: string): void {
    const owner = this.pathByName.get(name);
    if (owner !== undefined) {
      throw new GoldenImageError('DuplicateImage', {
        where,
        problem: `${owner} is already the image of this name in ${this.pipeline}`,
        given: name,
        expected: 'each name once in a pipeline',
        remedy: 'rename one of the two; major versions live side by side under names such as "debian-12" and "debian-13"',
      });
    }
    this.pathByName.set(name, where);
  }
}
