// What differs between the two packages in what programs import and people read.
import { CDKTN } from './peers';

/** Peers of cdktn-golden-image: the first bindings that go with cdktn 0.24, which asks for these constructs. */
export const CDKTN_PEERS = { '@cdktn/provider-aws': '^25.5.0', '@cdktn/provider-docker': '^16.0.0', cdktn: '^0.24.0', constructs: '>=10.6.0 <10.8.0' };

/** The newest constructs that these peers allow; the newest of all is none. */
const CONSTRUCTS = 'constructs@10.7';

/** Pages about both packages, which name both. */
export const ABOUT_BOTH = ['docs/packages.md', 'docs/how-to/moving-to-cdktn.md', 'docs/decisions/0012-one-source-two-packages.md'];

/**
 * The modules that a text imports, and the bindings that errors and documents name. What Terraform and the images see (labels,
 * event sources, …) is the same in both packages.
 */
export function renamedSource(text: string): string {
  return text
    .replace(/(\bfrom |\brequire\(|\bimport\()(['"])cdktf(?=[-/'"])/g, '$1$2cdktn')
    .replaceAll(/@cdktf\/provider-docker([ @])12\b/g, `@cdktn/provider-docker$1${CDKTN['@cdktn/provider-docker']!.split('.')[0]}`)
    .replaceAll('@cdktf/provider-', '@cdktn/provider-');
}

/** A page: also its title, what it tells to install and to run, modules, and the types of API.md with their places. */
export function renamedPage(text: string): string {
  // A paragraph that names both packages is about both.
  return text.split(/(\n{2,})/).map((paragraph) => (paragraph.includes('cdktn') ? paragraph : renamedParagraph(paragraph))).join('');
}

function renamedParagraph(text: string): string {
  return renamedSource(text)
    .replace(/`cdktf(?=-golden-image\/)/g, '`cdktn')
    .replace(/\b(?:npm|pip) install .*/g, (line) => line.replaceAll('cdktf', 'cdktn').replace(/ constructs(?= |$)/, ` ${CONSTRUCTS}`))
    .replace(/^# cdktf(?=-golden-image$)/gm, '# cdktn')
    .replace(/\bcdktf(?= (?:synth|deploy)\b)/g, 'cdktn')
    .replace(/\bcdktf(?=_golden_image\b)/g, 'cdktn')
    .replace(/(#|id=")cdktf(?=-golden-image\.)/g, '$1cdktn')
    .replace(/(:\* |<code>)cdktf(?=\.)/g, '$1cdktn');
}
