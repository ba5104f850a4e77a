/** HTML that is known to be safe: made by `html` alone, from literals and escaped text. */
export class Markup {
  public constructor(public readonly text: string) {}
}

/** What can stand in a template: text, which is escaped; numbers; markup; lists of these; nothing. */
export type Content = string | number | Markup | undefined | null | false | readonly Content[];

const ENTITIES: { readonly [character: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

function render(content: Content): string {
  if (content instanceof Markup) return content.text;
  if (typeof content === 'string') return escapeHtml(content);
  if (typeof content === 'number') return String(content);
  if (Array.isArray(content)) return (content as readonly Content[]).map(render).join('');
  return '';
}

/** A piece of HTML. Every value is escaped for elements and for attributes in double quotes, in which all of them are. */
export function html(literals: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return new Markup(literals.reduce((text, literal, index) => `${text}${render(values[index - 1])}${literal}`));
}
