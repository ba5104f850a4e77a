import { App, Aspects, IAspect, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';

import { checkPresent } from '../core/check';
import { GoldenImageError } from '../core/error';
import { implementing } from '../core/shape';
import { ImageAdoption } from '../verdict/adoption';
import { needlessExceptions } from '../verdict/judge';
import { Requirements, resolveRequirements } from '../verdict/requirements';
import { GoldenImageRequirements } from '../verdict/requirements-options';
import { annotateNeedless, annotateUse } from './annotate-uses';
import { judgeNode, judgeScope } from './judge-scope';
import { writeAdoption } from './write-adoption';

/** Registered, so that two copies of this library in one app see each other's. */
const REQUIREMENT = Symbol.for('cdktf-golden-image/requirement');

/**
 * Asks of every image in a scope that it is golden: in resources that run images (ECS, Lambda, App Runner, Batch, CodeBuild,
 * Docker, Kubernetes), in the inputs of modules, and in the Dockerfiles that `docker_image` and `AppImage` build or that assets hold.
 * What is not golden is shown at the resource, and an error fails the synthesis. `golden-images-adoption.json` in the synth output
 * tells which stack uses which image.
 *
 * What golden images are made of (`GoldenImage` and its pipelines) is left to policies.
 *
 * @example
 * RequireGoldenImages.of(app, { registries: ['111122223333.dkr.ecr.eu-west-1.amazonaws.com'] });
 * app.synth();
 */
export class RequireGoldenImages implements IAspect {
  /**
   * For an app, a stack or any construct. For an app, it must come after its stacks are made, such as on the line before
   * `app.synth()`: CDKTF visits no aspects of an app, so that each stack gets its own. A stack that comes later fails the synthesis.
   *
   * @param scope What is looked at. Where it has requirements already, around it or in it, that is the error `DuplicateRequirement`
   * @param options What is asked
   */
  public static of(scope: IConstruct, options: GoldenImageRequirements): RequireGoldenImages {
    const where = 'RequireGoldenImages.of';
    implementing('IConstruct', 'node')('scope', checkPresent(scope, 'scope', where), where);
    const requirements = resolveRequirements(options, where);
    refuseSecond(scope, where);
    const aspect = new RequireGoldenImages(scope, requirements);
    Object.defineProperty(scope, REQUIREMENT, { value: aspect });
    (App.isApp(scope) ? stacksIn(scope) : [scope]).forEach((node) => Aspects.of(node).add(aspect));
    if (App.isApp(scope)) scope.node.addValidation({ validate: () => aspect.errorsAtTheEnd() });
    return aspect;
  }

  private readonly visited = new Set<IConstruct>();
  private hasBegun = false;

  private constructor(
    private readonly scope: IConstruct,
    private readonly requirements: Requirements,
  ) {}

  /** Each use of an image in the scope, as it is now. */
  public get adoption(): ImageAdoption[] {
    return judgeScope(this.scope, this.requirements).map(({ adoption }) => adoption);
  }

  /** Called by CDKTF. */
  public visit(node: IConstruct): void {
    if (TerraformStack.isStack(node) || node === this.scope) this.begin(node);
    if (this.visited.has(node)) return;
    this.visited.add(node);
    judgeNode(node, this.requirements).forEach(({ adoption }) => annotateUse(node, adoption));
  }

  /** All of the scope is reported when one of its stacks begins: an error in it ends the synthesis. */
  private begin(node: IConstruct): void {
    const uses = judgeScope(this.scope, this.requirements);
    writeAdoption(this.scope, uses.map(({ adoption }) => adoption), this.requirements.asOf);
    if (this.hasBegun) return;
    this.hasBegun = true;
    annotateNeedless(node, needlessExceptions(uses.map(({ judgement }) => judgement), this.requirements));
  }

  private errorsAtTheEnd(): string[] {
    writeAdoption(this.scope, this.adoption, this.requirements.asOf);
    return stacksIn(this.scope)
      .filter((stack) => !this.visited.has(stack))
      .map((stack) => `stack ${stack.node.path} was made after RequireGoldenImages.of, and nobody has looked at its images: move that line below it`);
  }
}

function stacksIn(scope: IConstruct): readonly IConstruct[] {
  return scope.node.findAll().filter((node) => TerraformStack.isStack(node));
}

function refuseSecond(scope: IConstruct, where: string): void {
  const around = [...scope.node.scopes, ...scope.node.findAll()].find((node) => REQUIREMENT in node);
  if (around === undefined) return;
  throw new GoldenImageError('DuplicateRequirement', {
    where,
    problem: `${shownPath(around)} has requirements already`,
    given: shownPath(scope),
    expected: 'one RequireGoldenImages for each part of an app',
    remedy: 'put what is asked into one of the two',
  });
}

/** The path of an app is empty. */
function shownPath({ node }: IConstruct): string {
  return node.path === '' ? 'the app' : node.path;
}
