/** How a registry wants to be asked: RFC 9110, 11.6.1, and the distribution project's token authentication. */
export interface Challenge {
  /** In lower case. */
  readonly scheme: string;
  readonly parameters: Readonly<Record<string, string>>;
}

const PARAMETER = /([A-Za-z0-9_-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/g;
const CHALLENGE = /([A-Za-z][A-Za-z0-9-]*)(?:\s+((?:[A-Za-z0-9_-]+\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s,"]+)\s*,?\s*)+)|\s*(?:,|$))/g;

/** The challenges of a `WWW-Authenticate` header, in their order. */
export function challengesOf(header: string): readonly Challenge[] {
  return [...header.matchAll(CHALLENGE)].map(([, scheme, parameters]) => ({
    scheme: scheme!.toLowerCase(),
    parameters: Object.fromEntries(
      [...(parameters ?? '').matchAll(PARAMETER)].map(([, name, quoted, plain]) => [name!.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? plain!]),
    ),
  }));
}
