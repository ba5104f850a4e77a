// The same resources and assets, as if each was written by hand: node hand-written.cjs STATEMENTS ASSETS OUTDIR. The files of the assets
// are there already, where we make them.
const { readdirSync, readFileSync } = require('node:fs');
const path = require('node:path');
const { App, AssetType, TerraformAsset, TerraformStack } = require('cdktf');

const [, , file, assets, outdir] = process.argv;
const statements = JSON.parse(readFileSync(file, 'utf8'));
const app = new App({ outdir });
const stack = new TerraformStack(app, 'bench');
for (const { path: module, type, id, props } of statements) {
  if (props.dependsOn !== undefined) props.dependsOn = props.dependsOn.map((fqn) => ({ fqn }));
  const element = new (require(module)[type])(stack, id, props);
  element.overrideLogicalId(id);
}
for (const name of readdirSync(assets)) new TerraformAsset(stack, name, { path: path.join(assets, name), type: AssetType.DIRECTORY, assetHash: name });
app.synth();
require('./report.cjs').report();
