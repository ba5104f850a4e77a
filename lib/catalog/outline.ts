import { CatalogChannel, CatalogImage, CatalogSupport } from './catalog-document';

/** What both renderings tell of an image besides its name, its lifecycle and how it is used, in the same words and order. */
export interface Outline {
  readonly facts: readonly Fact[];
  readonly sections: readonly Section[];
}

export interface Fact {
  readonly label: string;
  readonly values: readonly Cell[];
}

/** `code` is read letter by letter; `image` is the repository name of a golden image; `address` is one of https. */
export interface Cell {
  readonly kind: 'text' | 'code' | 'image' | 'address';
  readonly text: string;
}

/** A table; without columns, it is a list of the first cells. */
export interface Section {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** Rows that nobody needs to act upon, such as rules that pass. */
  readonly quiet?: boolean;
}

const text = (value: string): Cell => ({ kind: 'text', text: value });
const code = (value: string): Cell => ({ kind: 'code', text: value });
const image = (value: string): Cell => ({ kind: 'image', text: value });

/** An address that is none of https is shown, and leads nowhere. */
function address(value: string): Cell {
  return { kind: value.startsWith('https://') ? 'address' : 'text', text: value };
}

export function outlineOf(given: CatalogImage): Outline {
  const { base, support } = given;
  const facts: readonly Fact[] = [
    fact('Owner', text(given.owner)),
    fact('Base', base.parent === null ? code(base.name) : image(base.name), base.digest === null ? undefined : code(base.digest)),
    fact('Parent', base.parent === null ? undefined : image(base.parent)),
    fact('Copies out of', ...given.builtWith.map(image)),
    fact('Provenance', text(base.provenance)),
    fact('C library', text(base.libc)),
    fact('Package manager', text(base.packageManager)),
    fact('Support', ...supportCells(support)),
    fact('Platforms', ...given.platforms.map(code)),
    fact('Size budget', given.maxSizeMegabytes === null ? undefined : text(`${given.maxSizeMegabytes} MB unpacked`)),
    fact('Supersedes', given.supersedes === null ? undefined : image(given.supersedes)),
    fact('Repository', code(given.repositoryName), given.repositoryUri === null ? undefined : code(given.repositoryUri)),
    fact('Namespace', code(given.namespace)),
    fact('Construct', code(given.path)),
  ];
  return { facts: facts.filter(({ values }) => values.length > 0), sections: sectionsOf(given).filter(({ rows }) => rows.length > 0) };
}

function fact(label: string, ...values: readonly (Cell | undefined)[]): Fact {
  return { label, values: values.filter((value) => value !== undefined) };
}

function supportCells({ release, ends, extendedName, extendedEnds, source }: CatalogSupport): readonly Cell[] {
  return [
    text(ends === null ? 'not known' : `${release ?? 'standard'} until ${ends}`),
    ...(extendedEnds === null ? [] : [text(`${extendedName ?? 'extended'} until ${extendedEnds}`)]),
    ...(source === null ? [] : [address(source)]),
  ];
}

function sectionsOf({ channels, variants, packages, tests, findings, exemptions, weakenings }: CatalogImage): readonly Section[] {
  const rowOf = ({ verdict, severity, rule, policy, message, remedy }: CatalogImage['findings'][number]): readonly Cell[] =>
    [text(verdict), text(severity), code(rule), text(policy), text(message), text(remedy)];
  const columns = ['Verdict', 'Severity', 'Rule', 'Policy', 'Found', 'Remedy'];
  return [
    { title: 'Channels', columns: ['Channel', 'Variant', 'Moved', 'Parameter'], rows: channels.map(channelRow) },
    {
      title: 'Variants',
      columns: ['Variant', 'Packages besides'],
      rows: variants.map(({ name, packages: added }) => [text(name), added.length === 0 ? text('none') : code(added.join(' '))]),
    },
    { title: 'Packages', columns: [], rows: packages.map((name) => [code(name)]) },
    { title: 'Weaker than the defaults', columns: [], rows: weakenings.map((what) => [text(what)]) },
    { title: 'Exemptions', columns: ['Rule', 'Until', 'Reason'], rows: exemptions.map(({ rule, expires, reason }) => [code(rule), text(expires), text(reason)]) },
    { title: 'Findings', columns, rows: findings.filter(({ verdict }) => verdict !== 'pass').map(rowOf) },
    { title: 'Rules that pass', columns, rows: findings.filter(({ verdict }) => verdict === 'pass').map(rowOf), quiet: true },
    { title: 'Tests', columns: [], rows: tests.map((name) => [text(name)]), quiet: true },
  ];
}

function channelRow({ name, variant, kind, parameterName }: CatalogChannel): readonly Cell[] {
  return [code(name), text(variant), text(kind), parameterName === null ? text('none') : code(parameterName)];
}
