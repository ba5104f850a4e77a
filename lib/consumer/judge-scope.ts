import { TerraformAsset, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';

import { GoldenImage } from '../golden-image';
import { ImageAdoption } from '../verdict/adoption';
import { adoptionOf } from '../verdict/adoption-report';
import { contextsIn } from '../verdict/docker-builds';
import { imageUses } from '../verdict/image-uses';
import { judge, Judgement } from '../verdict/judge';
import { Requirements } from '../verdict/requirements';
import { AppImage } from './app-image/app-image';
import { appDockerfiles, assetDockerfiles, contextsOf } from './build-contexts';
import { declaredResource, declaresImages, makesImages } from './declared-resources';
import { knownReferences } from './known-references';

export interface JudgedUse {
  readonly judgement: Judgement;
  readonly adoption: ImageAdoption;
}

/** Every use of an image in and below a scope, judged. */
export function judgeScope(scope: IConstruct, requirements: Requirements): readonly JudgedUse[] {
  const nodes = scope.node.findAll().filter(isLookedAt);
  const stacks = [...new Set(nodes.map((node) => TerraformStack.of(node)))];
  return stacks.flatMap((stack) => judgeIn(stack, nodes.filter((node) => TerraformStack.of(node) === stack), requirements));
}

/** What is said of one construct alone. */
export function judgeNode(node: IConstruct, requirements: Requirements): readonly JudgedUse[] {
  return isLookedAt(node) ? judgeIn(TerraformStack.of(node), [node], requirements) : [];
}

/** Policies govern what golden images are made of. */
function isLookedAt(node: IConstruct): boolean {
  return (node instanceof TerraformAsset || node instanceof AppImage || declaresImages(node)) && !node.node.scopes.some((scope) => scope instanceof GoldenImage);
}

/** Judges the given constructs of a stack; images that are built beside them are known. */
function judgeIn(stack: TerraformStack, nodes: readonly IConstruct[], requirements: Requirements): readonly JudgedUse[] {
  const given = new Set(nodes);
  const beside = stack.node.findAll().filter((node) => !given.has(node) && makesImages(node) && TerraformStack.of(node) === stack);
  const declared = [...nodes, ...beside].flatMap((node) => (declaresImages(node) ? [declaredResource(node)] : []));
  const assets = nodes.filter((node): node is TerraformAsset => node instanceof TerraformAsset);
  const apps = nodes.filter((node): node is AppImage => node instanceof AppImage);
  const places = new Set(nodes.map(({ node }) => node.path));
  const references = knownReferences(stack);
  return imageUses([...declared, ...assetDockerfiles(assets, contextsIn(declared)), ...appDockerfiles(apps)], contextsOf(stack))
    .filter(({ place }) => places.has(place))
    .map((use) => {
      const judgement = judge(use, requirements, references);
      return { judgement, adoption: adoptionOf(judgement, stack.node.path) };
    });
}
