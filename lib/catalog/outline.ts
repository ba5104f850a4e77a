import { CatalogChannel, CatalogImage, CatalogSupport } from './catalog-content';

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

export interface Section {
  readonly title: string;
  /** A list shows the first cell of each row alone. Entries are rows of which the last cells are sentences. */
  readonly kind: 'list' | 'table' | 'entries';
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
  const { base, support, facts: known } = given;
  const facts: readonly Fact[] = [
    fact('Owner', text(given.owner)),
    fact('Platforms', ...given.platforms.map(code)),
    fact('Variants', ...given.variants.map(({ name }) => text(name))),
    fact('Runs as', text(`user ${known.userId}`)),
    fact('Shell', text(known.hasShell ? 'yes' : 'no')),
    fact('C library', text(known.libc)),
    fact('Packages by', text(known.packageManager)),
    fact('Size budget', given.maxSizeMegabytes === null ? undefined : text(`${given.maxSizeMegabytes} MB unpacked`)),
    fact('Repository', code(given.repositoryName), given.repositoryUri === null ? undefined : code(given.repositoryUri)),
    fact('Namespace', code(given.namespace)),
    fact('Construct', code(given.path)),
    fact('Supersedes', given.supersedes === null ? undefined : image(given.supersedes)),
    fact('Copies out of', ...given.builtWith.map(image)),
    fact('Base', base.parent === null ? code(base.name) : image(base.parent), base.digest === null ? undefined : code(base.digest), text(`${base.provenance}, ${base.libc}, ${base.packageManager}`)),
    fact('Support', ...supportCells(support)),
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
    { title: 'Channels', kind: 'table', columns: ['Channel', 'Variant', 'Moved', 'Parameter'], rows: channels.map(channelRow) },
    { title: 'Packages', kind: 'list', columns: [], rows: packages.map((name) => [code(name)]) },
    {
      title: 'Packages of variants',
      kind: 'table',
      columns: ['Variant', 'Package'],
      rows: variants.flatMap(({ name, packages: added }) => added.map((one) => [text(name), code(one)])),
    },
    { title: 'Weaker than the defaults', kind: 'list', columns: [], rows: weakenings.map((what) => [text(what)]) },
    { title: 'Exemptions', kind: 'table', columns: ['Rule', 'Until', 'Reason'], rows: exemptions.map(({ rule, expires, reason }) => [code(rule), text(expires), text(reason)]) },
    { title: 'Findings', kind: 'entries', columns, rows: findings.filter(({ verdict }) => verdict !== 'pass').map(rowOf) },
    { title: 'Rules that pass', kind: 'entries', columns, rows: findings.filter(({ verdict }) => verdict === 'pass').map(rowOf), quiet: true },
    { title: 'Tests', kind: 'list', columns: [], rows: tests.map((name) => [text(name)]), quiet: true },
  ];
}

function channelRow({ name, variant, kind, parameterName }: CatalogChannel): readonly Cell[] {
  return [code(name), text(variant), text(kind), parameterName === null ? text('none') : code(parameterName)];
}
