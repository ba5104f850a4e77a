/** EventBridge's documented input transformer: a template with the event's values put in, read as JSON. */
export interface InputTransformer {
  readonly inputPathsMap: Readonly<Record<string, string>>;
  readonly inputTemplate: string;
}

/**
 * Within quotes a variable becomes text, elsewhere a JSON value. A path that is not in the event leaves nothing behind;
 * outside quotes the result is then no JSON, which EventBridge drops as a failed invocation and this throws.
 */
export function transform({ inputPathsMap, inputTemplate }: InputTransformer, event: object): unknown {
  const parts = /<([\w.-]+)>|"(?:[^"\\]|\\.)*"/g;
  const filled = inputTemplate.replace(parts, (part, name?: string) =>
    name === undefined ? part.replace(/<([\w.-]+)>/g, (_, inner: string) => asText(valueOf(inner))) : asJson(valueOf(name)));
  try {
    return JSON.parse(filled);
  } catch (error) {
    throw new Error(`the input template gives no JSON: ${filled}`, { cause: error });
  }

  function valueOf(name: string): unknown {
    const path = inputPathsMap[name];
    if (path === undefined) throw new Error(`the input template uses <${name}>, which inputPathsMap does not declare`);
    return valueAt(path, event);
  }
}

/** Dots, and brackets with a quoted name or an index: `$.detail.image-digest`, `$.detail['image-digest']`, `$.resources[0]`. */
function valueAt(path: string, event: object): unknown {
  if (!/^\$(\.[\w-]+|\['[\w-]+'\]|\[\d+\])*$/.test(path)) throw new Error(`JSON path not known here: ${path}`);
  const keys = path.slice(1).match(/[\w-]+/g) ?? [];
  return keys.reduce<unknown>((value, key) =>
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined, event);
}

function asJson(value: unknown): string {
  return value === undefined ? '' : JSON.stringify(value);
}

function asText(value: unknown): string {
  if (value === undefined) return '';
  if (typeof value === 'object') throw new Error(`an object within quotes is not known here: ${JSON.stringify(value)}`);
  return JSON.stringify(String(value)).slice(1, -1);
}
