import { isExpression, UnknownValue } from './unknown-value';

const JSON_ENCODE = /^\$\{jsonencode\((.*)\)\}$/s;

/** The value of JSON text, or of a call of `jsonencode` on literals; undefined where the text is neither. */
export function readJsonText(text: string): unknown {
  const encoded = JSON_ENCODE.exec(text.trim());
  try {
    return encoded === null ? JSON.parse(text) : new Literal(encoded[1]!).read();
  } catch {
    return isExpression(text) ? new UnknownValue() : undefined;
  }
}

/** Reads a value of Terraform's language as CDKTF writes it: literals, lists and objects. What else there is, is unknown. */
class Literal {
  private at = 0;

  public constructor(private readonly text: string) {}

  public read(): unknown {
    const value = this.value();
    this.space();
    if (this.at < this.text.length) throw new SyntaxError('more than a value');
    return value;
  }

  private value(): unknown {
    this.space();
    const next = this.text[this.at];
    if (next === '[') return this.list();
    if (next === '{') return this.object();
    if (next === '"') return this.string();
    const word = /[^,\]}]*/y;
    word.lastIndex = this.at;
    const text = word.exec(this.text)![0].trim();
    if (/^(true|false|null|-?\d+(\.\d+)?)$/.test(text)) {
      this.at = word.lastIndex;
      return JSON.parse(text);
    }
    return this.expression();
  }

  /** Up to the comma or the bracket that ends it, past those in its own brackets and texts. */
  private expression(): unknown {
    for (let depth = 0; this.at < this.text.length; this.at += 1) {
      const char = this.text[this.at]!;
      if (depth === 0 && /[,\]}]/.test(char)) break;
      if (char === '"') {
        this.string();
        this.at -= 1;
      } else if (/[[({]/.test(char)) depth += 1;
      else if (/[\])}]/.test(char)) depth -= 1;
    }
    return new UnknownValue();
  }

  private list(): unknown[] {
    const items: unknown[] = [];
    this.take('[');
    while (!this.takes(']')) {
      items.push(this.value());
      if (!this.takes(',') && !this.sees(']')) throw new SyntaxError('expected ","');
    }
    return items;
  }

  private object(): Record<string, unknown> {
    const values: Record<string, unknown> = {};
    this.take('{');
    while (!this.takes('}')) {
      this.space();
      const key = this.string();
      this.take('=');
      values[key] = this.value();
      if (!this.takes(',') && !this.sees('}')) throw new SyntaxError('expected ","');
    }
    return values;
  }

  /** Templates stay in the text as they are. */
  private string(): string {
    this.take('"');
    let text = '';
    for (let depth = 0; this.at < this.text.length; this.at += 1) {
      const char = this.text[this.at]!;
      if (char === '\\') {
        this.at += 1;
        const escaped = this.text[this.at];
        text += escaped === 'n' ? '\n' : escaped;
        continue;
      }
      if (char === '{' && (depth > 0 || this.text[this.at - 1] === '$')) depth += 1;
      if (char === '}' && depth > 0) depth -= 1;
      if (char === '"' && depth === 0) {
        this.at += 1;
        return text;
      }
      text += char;
    }
    throw new SyntaxError('a text does not end');
  }

  private space(): void {
    while (/\s/.test(this.text[this.at] ?? '')) this.at += 1;
  }

  private sees(char: string): boolean {
    this.space();
    return this.text[this.at] === char;
  }

  private takes(char: string): boolean {
    if (!this.sees(char)) return false;
    this.at += 1;
    return true;
  }

  private take(char: string): void {
    if (!this.takes(char)) throw new SyntaxError(`expected ${char}`);
  }
}
