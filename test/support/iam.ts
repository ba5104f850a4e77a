/**
 * IAM's documented evaluation of identity policies, as far as this library's policies use it:
 * a request is allowed when a statement allows it and none denies it. No emulator at hand checks resources
 * and conditions, so the end-to-end tests ask this.
 */
import { type Condition, type Context, conditionHolds, refusePolicyVariables } from './iam-condition';
import { glob } from './iam-glob';

type OneOrMany<T> = T | readonly T[];

export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: OneOrMany<string>;
  readonly NotAction?: OneOrMany<string>;
  readonly Resource?: OneOrMany<string>;
  readonly NotResource?: OneOrMany<string>;
  readonly Principal?: '*' | Readonly<Record<string, OneOrMany<string>>>;
  readonly Condition?: Condition;
}

export interface PolicyDocument {
  readonly Version: string;
  readonly Statement: OneOrMany<Statement>;
}

export interface Request {
  readonly action: string;
  readonly resource: string;
  readonly context?: Context;
}

/** Whether these identity policies, taken together, allow the request. */
export function isAllowed(documents: readonly PolicyDocument[], request: Request): boolean {
  return decide(documents.flatMap(statementsOf), (statement) =>
    coversAction(statement, request.action)
    && coversResource(statement, request.resource)
    && conditionApplies(statement, request.context));
}

/** Whether a role's trust policy lets a service assume the role, with what that service says of itself. */
export function isTrusted(trust: PolicyDocument, service: string, context: Context): boolean {
  return decide(statementsOf(trust), (statement) =>
    coversAction(statement, 'sts:AssumeRole')
    && namesService(statement.Principal, service)
    && conditionApplies(statement, context));
}

/** Whether the policy of a resource, such as a topic or a key, lets a service do this to it, with what the service says of itself. */
export function isAllowedByResource(document: PolicyDocument, service: string, request: Request): boolean {
  return decide(statementsOf(document), (statement) =>
    coversAction(statement, request.action)
    && coversResource(statement, request.resource)
    && namesService(statement.Principal, service)
    && conditionApplies(statement, request.context));
}

/** What the document allows, sorted, each action once, in the document's spelling. */
export function actionsOf(document: PolicyDocument): string[] {
  const actions = statementsOf(document).filter(allows).flatMap((statement) => list(statement.Action));
  return [...new Set(actions)].sort();
}

/**
 * The document with exactly this action taken out of everything it allows; other spellings such as `ecr:*` stay.
 * A statement that allows nothing any more is dropped; what is denied stays denied.
 */
export function withoutAction(document: PolicyDocument, action: string): PolicyDocument {
  const statements = statementsOf(document).flatMap((statement) => {
    if (!allows(statement) || statement.Action === undefined) return [statement];
    const kept = list(statement.Action).filter((candidate) => candidate.toLowerCase() !== action.toLowerCase());
    return kept.length === 0 ? [] : [{ ...statement, Action: kept }];
  });
  return { ...document, Statement: statements };
}

function decide(statements: readonly Statement[], applies: (statement: Statement) => boolean): boolean {
  const effects = statements.filter(applies).map((statement) => statement.Effect);
  return effects.includes('Allow') && !effects.includes('Deny');
}

function coversAction(statement: Statement, action: string): boolean {
  const covers = (patterns: readonly string[]): boolean =>
    patterns.some((pattern) => glob(pattern.toLowerCase()).test(action.toLowerCase()));
  return statement.NotAction === undefined ? covers(list(statement.Action)) : !covers(list(statement.NotAction));
}

function coversResource(statement: Statement, resource: string): boolean {
  const covers = (patterns: readonly string[]): boolean => {
    patterns.forEach(refusePolicyVariables);
    return patterns.some((pattern) => glob(pattern).test(resource));
  };
  return statement.NotResource === undefined ? covers(list(statement.Resource)) : !covers(list(statement.NotResource));
}

function conditionApplies(statement: Statement, context: Context = {}): boolean {
  // An operator this evaluator does not know neither grants anything nor lifts a denial.
  return conditionHolds(statement.Condition ?? {}, context, { unknownOperator: !allows(statement) });
}

function namesService(principal: Statement['Principal'], service: string): boolean {
  if (principal === undefined || principal === '*') return principal === '*';
  return list(principal.Service).includes(service);
}

function allows(statement: Statement): boolean {
  return statement.Effect === 'Allow';
}

function statementsOf(document: PolicyDocument): readonly Statement[] {
  return list(document.Statement);
}

function list<T>(value: OneOrMany<T> | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value as readonly T[] : [value as T];
}
