import { GoldenImageError } from '../../core/error';
import { ActionType, CountType, PrioritizedRule, StorageClass, TagStatus } from './policy-rule';
import { TAG_PATTERN } from './tag-pattern';

const TAG_STATUSES: readonly TagStatus[] = ['tagged', 'untagged', 'any'];
const COUNT_TYPES: readonly CountType[] = ['imageCountMoreThan', 'sinceImagePushed', 'sinceImagePulled', 'sinceImageTransitioned'];
const STORAGE_CLASSES: readonly StorageClass[] = ['standard', 'archive'];
const ACTIONS: readonly ActionType[] = ['expire', 'transition'];
const PREFIX = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/;
const DAYS_IN_ARCHIVE = 90;

/** The fields of an object in a policy that is read; what is wrong with one is said with where it stands. */
export class Fields {
  private readonly fields: { readonly [name: string]: unknown };

  public constructor(
    private readonly given: unknown,
    private readonly place: string,
    private readonly where: string,
  ) {
    this.check(typeof given === 'object' && given !== null && !Array.isArray(given), 'an object');
    this.fields = given as { readonly [name: string]: unknown };
  }

  public value(name: string): unknown {
    return this.fields[name];
  }

  public object(name: string): Fields {
    return new Fields(this.fields[name], `${name} of ${this.place}`, this.where);
  }

  public oneOf<T extends string>(name: string, allowed: readonly T[]): T {
    this.check((allowed as readonly unknown[]).includes(this.fields[name]), `${name}: one of ${allowed.join(', ')}`);
    return this.fields[name] as T;
  }

  public integer(name: string): number {
    this.check(Number.isSafeInteger(this.fields[name]) && (this.fields[name] as number) >= 1, `${name}: a whole number from 1`);
    return this.fields[name] as number;
  }

  public text(name: string): string {
    this.check(typeof this.fields[name] === 'string', `${name}: a text`);
    return this.fields[name] as string;
  }

  public texts(name: string, pattern: RegExp, expected: string): readonly string[] {
    const list = this.fields[name];
    const isList = Array.isArray(list) && list.length > 0 && list.every((item) => typeof item === 'string' && item.length <= TAG_PATTERN.maxLength && pattern.test(item));
    this.check(isList, `${name}: a list of one or more, each ${expected}`);
    return Object.freeze([...new Set(list as string[])].sort());
  }

  public has(name: string): boolean {
    return Object.hasOwn(this.fields, name);
  }

  public allow(names: readonly string[]): void {
    const other = Object.keys(this.fields).find((name) => !names.includes(name));
    this.check(other === undefined, `no field but ${names.join(', ')}; there is ${other}`);
  }

  /** Refuses unless what is documented holds. */
  public check(holds: boolean, expected: string): void {
    if (holds) return;
    throw new GoldenImageError('InvalidLifecyclePolicy', {
      where: this.where,
      problem: `ECR does not take ${this.place}`,
      given: this.given,
      expected,
      remedy: 'see "Lifecycle policy properties in Amazon ECR" in the Amazon ECR user guide',
    });
  }
}

/** Reads one rule, by what is documented of a rule alone. */
export function readRule(rule: Fields): PrioritizedRule {
  rule.allow(['rulePriority', 'description', 'selection', 'action']);
  const selection = rule.object('selection');
  selection.allow(['tagStatus', 'tagPatternList', 'tagPrefixList', 'storageClass', 'countType', 'countUnit', 'countNumber']);
  const countType = selection.oneOf('countType', COUNT_TYPES);
  const action = readAction(rule.object('action'), countType);
  const countNumber = readCount(selection, countType);
  return Object.freeze({
    priority: rule.integer('rulePriority'),
    description: rule.has('description') ? rule.text('description') : '',
    ...readTags(selection),
    storageClass: readStorageClass(selection, countType),
    countType,
    countNumber,
    action,
  });
}

function readTags(selection: Fields): Pick<PrioritizedRule, 'tagStatus' | 'patterns' | 'prefixes'> {
  const tagStatus = selection.oneOf('tagStatus', TAG_STATUSES);
  const [hasPatterns, hasPrefixes] = [selection.has('tagPatternList'), selection.has('tagPrefixList')];
  if (tagStatus !== 'tagged') {
    selection.check(!hasPatterns && !hasPrefixes, `no tagPatternList and no tagPrefixList with tagStatus ${tagStatus}`);
    return { tagStatus, patterns: [] };
  }
  selection.check(hasPatterns !== hasPrefixes, 'either tagPatternList or tagPrefixList with tagStatus tagged');
  if (hasPatterns) return { tagStatus, patterns: selection.texts('tagPatternList', TAG_PATTERN.pattern, TAG_PATTERN.expected) };
  const prefixes = selection.texts('tagPrefixList', PREFIX, 'the beginning of a tag, without "*"');
  return { tagStatus, patterns: prefixes.map((prefix) => `${prefix}*`), prefixes };
}

function readStorageClass(selection: Fields, countType: CountType): StorageClass {
  const expected: StorageClass = countType === 'sinceImageTransitioned' ? 'archive' : 'standard';
  const given = selection.has('storageClass') ? selection.oneOf('storageClass', STORAGE_CLASSES) : 'standard';
  selection.check(given === expected, `storageClass ${expected} with countType ${countType}`);
  return given;
}

function readCount(selection: Fields, countType: CountType): number {
  const isTime = countType !== 'imageCountMoreThan';
  selection.check(isTime ? selection.value('countUnit') === 'days' : !selection.has('countUnit'), `${isTime ? 'countUnit days' : 'no countUnit'} with countType ${countType}`);
  const countNumber = selection.integer('countNumber');
  selection.check(countType !== 'sinceImageTransitioned' || countNumber >= DAYS_IN_ARCHIVE, `countNumber: at least ${DAYS_IN_ARCHIVE} days in the archive`);
  return countNumber;
}

function readAction(action: Fields, countType: CountType): ActionType {
  action.allow(['type', 'targetStorageClass']);
  const type = action.oneOf('type', ACTIONS);
  action.check(type === 'expire' ? !action.has('targetStorageClass') : action.value('targetStorageClass') === 'archive', `${type === 'expire' ? 'no targetStorageClass' : 'targetStorageClass archive'} with type ${type}`);
  action.check(countType !== 'sinceImagePulled' || type === 'transition', 'type transition with countType sinceImagePulled: what is not pulled can be archived and not expired');
  action.check(countType !== 'sinceImageTransitioned' || type === 'expire', 'type expire with countType sinceImageTransitioned: what is archived can only expire');
  return type;
}
