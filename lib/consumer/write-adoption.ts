import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { App } from 'cdktf';
import { IConstruct } from 'constructs';

import { ImageAdoption } from '../verdict/adoption';
import { adoptionReport } from '../verdict/adoption-report';

const FILE = 'golden-images-adoption.json';
/** On the app: what each scope that is looked at has found. */
const FOUND = Symbol.for('cdktf-golden-image/adoption');

type Found = Map<IConstruct, readonly ImageAdoption[]>;

/** Writes the report of the app; what other scopes of the same app have found stays in it. */
export function writeAdoption(scope: IConstruct, uses: readonly ImageAdoption[], asOf: string): void {
  const { root } = scope.node;
  if (!App.isApp(root)) return;
  const holder = root as App & { [FOUND]?: Found };
  if (holder[FOUND] === undefined) Object.defineProperty(holder, FOUND, { value: new Map() });
  const found = holder[FOUND]!;
  found.set(scope, uses);
  mkdirSync(holder.outdir, { recursive: true });
  writeFileSync(join(holder.outdir, FILE), adoptionReport([...found.values()].flat(), asOf));
}
