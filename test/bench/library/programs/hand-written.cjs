// The same resources and assets, as if each was written by hand: node hand-written.cjs STATEMENTS ASSETS OUTDIR. The files of the assets
// are there already, where we make them. What refers to another resource does so by its attribute, as people write it.
const { readdirSync, readFileSync } = require('node:fs');
const path = require('node:path');
const { App, AssetType, TerraformAsset, TerraformStack } = require('cdktf');

const [, , file, assets, outdir] = process.argv;
const statements = JSON.parse(readFileSync(file, 'utf8'));
const app = new App({ outdir });
const stack = new TerraformStack(app, 'bench');
const made = new Map();
for (const { path: module, type, id, address, props } of statements) {
  if (props.dependsOn !== undefined) props.dependsOn = props.dependsOn.map((fqn) => ({ fqn }));
  const element = new (require(module)[type])(stack, id, written(props));
  element.overrideLogicalId(id);
  made.set(address, element);
}

function written(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(written);
  if (Array.isArray(value.text)) return value.text.map((part) => (Array.isArray(part) ? made.get(part[0])[part[1]] : part)).join('');
  for (const key of Object.keys(value)) value[key] = written(value[key]);
  return value;
}
for (const name of readdirSync(assets)) new TerraformAsset(stack, name, { path: path.join(assets, name), type: AssetType.DIRECTORY, assetHash: name });
app.synth();
require('./report.cjs').report();
