import { IConstruct } from 'constructs';

import { checkPresent } from '../core/check';
import { implementing, instanceOf } from '../core/shape';
import { ImagePolicy } from '../policy/image-policy';

/** Registered, so that two copies of this library in one app see each other's. */
const POLICIES = Symbol.for('cdktf-golden-image/policies');

/**
 * The policies of a scope: they govern every golden image in it, also one that was made before they were added. Those of
 * all scopes around an image add up.
 *
 * `ImagePolicy.baseline()` governs besides, everywhere: a policy that is added asks more, and never less.
 *
 * @example
 * ImagePolicies.of(stack).add(ImagePolicy.strict());
 */
export class ImagePolicies {
  /** Those of a scope: an app, a stack, or any construct, also a single image. */
  public static of(scope: IConstruct): ImagePolicies {
    const where = 'ImagePolicies.of';
    implementing('IConstruct', 'node')('scope', checkPresent(scope, 'scope', where), where);
    const holder = scope as { [POLICIES]?: ImagePolicies };
    if (holder[POLICIES] === undefined) Object.defineProperty(holder, POLICIES, { value: new ImagePolicies() });
    return holder[POLICIES]!;
  }

  private readonly policies: ImagePolicy[] = [];

  private constructor() {}

  /** Adds policies to the scope. */
  public add(...policies: ImagePolicy[]): void {
    const where = 'ImagePolicies.add';
    policies.forEach((policy, index) => instanceOf(ImagePolicy)(`policies[${index}]`, checkPresent(policy, `policies[${index}]`, where), where));
    this.policies.push(...policies);
  }

  /** Those that were added to this very scope. */
  public get all(): ImagePolicy[] {
    return [...this.policies];
  }
}

/**
 * The policies of all scopes around a construct, and baseline, unless it is there or strict is, which asks all of it. It
 * goes by the day of the first that names one, so that such a synthesis is the same on every day.
 */
export function governing(construct: IConstruct): readonly ImagePolicy[] {
  const added = construct.node.scopes.flatMap((scope) => ImagePolicies.of(scope).all);
  if (added.some(({ _holdsBaseline }) => _holdsBaseline)) return added;
  const asOf = added.find((policy) => policy.asOf !== undefined)?.asOf;
  return [ImagePolicy.baseline({ ...(asOf !== undefined && { asOf }) }), ...added];
}
