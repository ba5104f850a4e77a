import { renamedPage, renamedSource } from '../../scripts/cdktn-names';

test.each([
  ["import { App } from 'cdktf';", "import { App } from 'cdktn';"],
  ["import { GoldenImage } from 'cdktf-golden-image';", "import { GoldenImage } from 'cdktn-golden-image';"],
  ["require('@cdktf/provider-aws/lib/provider')", "require('@cdktn/provider-aws/lib/provider')"],
  ['npm install @cdktf/provider-docker@12', 'npm install @cdktn/provider-docker@16'],
  ["const SOURCE = 'cdktf-golden-image';", "const SOURCE = 'cdktf-golden-image';"],
])('%s is %s in the source of cdktn-golden-image', (given, expected) => {
  expect(renamedSource(given)).toBe(expected);
});

test.each([
  ['# cdktf-golden-image', '# cdktn-golden-image'],
  ['npm install cdktf-golden-image cdktf constructs @cdktf/provider-aws', 'npm install cdktn-golden-image cdktn constructs@10.7 @cdktn/provider-aws'],
  ['  npm install cdktf constructs\n  npx tsx', '  npm install cdktn constructs@10.7\n  npx tsx'],
  ['npm install --save-dev tsx', 'npm install --save-dev tsx'],
  ['from cdktf_golden_image import BaseImage', 'from cdktn_golden_image import BaseImage'],
  ["import { BaseImage } from 'cdktf-golden-image';", "import { BaseImage } from 'cdktn-golden-image';"],
  ['run `cdktf synth`, then `cdktf deploy`', 'run `cdktn synth`, then `cdktn deploy`'],
  ['<a id="cdktf-golden-image.BaseImage"></a>', '<a id="cdktn-golden-image.BaseImage"></a>'],
  ['[it](../API.md#cdktf-golden-image.BaseImage)', '[it](../API.md#cdktn-golden-image.BaseImage)'],
  ['- *Type:* cdktf.TerraformProvider', '- *Type:* cdktn.TerraformProvider'],
  ['<code>cdktf.TerraformProvider</code>', '<code>cdktn.TerraformProvider</code>'],
  ['`cdktf-golden-image/catalog.schema.json`', '`cdktn-golden-image/catalog.schema.json`'],
  ['below `cdktf.out`, of `cdktf.json`', 'below `cdktf.out`, of `cdktf.json`'],
  ['the label `io.github.cdktf-golden-image.lineage`', 'the label `io.github.cdktf-golden-image.lineage`'],
  ['`npm install cdktf`\nor `npm install cdktn`', '`npm install cdktf`\nor `npm install cdktn`'],
  ['about cdktn\n\n`cdktf synth`', 'about cdktn\n\n`cdktn synth`'],
])('%j is %j in a page of cdktn-golden-image', (given, expected) => {
  expect(renamedPage(given)).toBe(expected);
});
