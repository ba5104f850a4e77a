/**
 * Terraform's JSON syntax as HCL, for tools that evaluate no nested blocks of JSON.
 *
 * CDKTF's own HCL is no use: it leaves the quotes of a text that holds a reference as they are, which is a syntax error in
 * every policy (hashicorp/terraform-cdk issue 3911, open when CDKTF was archived), and writes a postcondition as a list.
 * A tool that reads such a file without complaint has checked nothing.
 *
 * JSON does not tell a block from a map. Here every object is a block, which the syntax allows and no schema is asked
 * about; Terraform itself would refuse it for a map.
 */
export function hclOf(json: object): string {
  return Object.entries(json)
    .filter(([kind]) => kind !== '//' && kind !== 'terraform')
    .flatMap(([kind, body]) => labelled(kind, body))
    .join('\n');
}

type Body = Record<string, unknown>;

/** How many labels a block has: `resource "type" "name" {`. */
const LABELS: Record<string, number> = { check: 1, data: 2, output: 1, provider: 1, resource: 2 };

function labelled(kind: string, body: unknown, labels: string[] = []): string[] {
  const wanted = LABELS[kind];
  if (wanted === undefined) throw new Error(`no rendering as HCL of ${kind}`);
  if (labels.length < wanted) return Object.entries(body as Body).flatMap(([label, inner]) => labelled(kind, inner, [...labels, label]));
  const head = [kind, ...labels.map((label) => JSON.stringify(label))].join(' ');
  return [body].flat().map((one) => block(head, one as Body));
}

function block(head: string, body: Body): string {
  const lines = Object.entries(body).flatMap(([name, value]) => (name === '//' ? [] : argument(name, value)));
  return `${head} {\n${lines.join('\n')}\n}`;
}

function argument(name: string, value: unknown): string[] {
  if (!/^[A-Za-z_][\w-]*$/.test(name)) throw new Error(`no rendering as HCL of the key ${name}`);
  const values = [value].flat();
  if (values.length > 0 && values.every(isObject)) return values.map((one) => block(name, one));
  return [`${name} = ${expression(value)}`];
}

function expression(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${value.map(expression).join(', ')}]`;
  return JSON.stringify(value);
}

function isObject(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text whose references stay as they are, while quotes, backslashes and line feeds around them are escaped. */
function quoted(text: string): string {
  let rendered = '';
  for (let at = 0; at < text.length; ) {
    const start = nextReference(text, at);
    rendered += JSON.stringify(text.slice(at, start)).slice(1, -1);
    const end = start === text.length ? start : endOfReference(text, start);
    rendered += text.slice(start, end);
    at = end;
  }
  return `"${rendered}"`;
}

/** Where the next `${` begins that is not escaped; the end where there is none. */
function nextReference(text: string, from: number): number {
  const start = text.slice(from).search(/(?<!\$)\$\{/);
  return start < 0 ? text.length : from + start;
}

/** The end of what begins with `${`: braces within it are balanced, and those in texts do not count, but for references in these. */
function endOfReference(text: string, start: number): number {
  let depth = 0;
  let inText = false;
  for (let at = start; at < text.length; at += 1) {
    const char = text[at]!;
    if (inText && char === '\\') at += 1;
    else if (inText && char === '$' && text[at + 1] === '{' && text[at - 1] !== '$') at = endOfReference(text, at) - 1;
    else if (char === '"') inText = !inText;
    else if (!inText && char === '{') depth += 1;
    else if (!inText && char === '}' && (depth -= 1) === 0) return at + 1;
  }
  throw new Error(`no rendering as HCL of the reference in ${text}`);
}
