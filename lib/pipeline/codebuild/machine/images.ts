import { checkShape, instanceOf, Shape } from '../../../core/shape';
import { CodeBuildImage, CodeBuildImages } from './codebuild-image';

const IMAGES_SHAPE: Shape<CodeBuildImages> = { amd64: instanceOf(CodeBuildImage), arm64: instanceOf(CodeBuildImage) };

export function resolveImages(given: CodeBuildImages, factory: string): CodeBuildImages {
  const { amd64, arm64 } = checkShape(IMAGES_SHAPE, given, 'buildImages', `${factory} buildImages`);
  return Object.freeze({ amd64, arm64 });
}
