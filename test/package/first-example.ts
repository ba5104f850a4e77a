import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from './projects';

const DIGEST = `sha256:${'a'.repeat(64)}`;

/** README's first example of a language, with a digest in the place of the dots. */
export function firstExample(language: 'ts' | 'python'): string {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const [, example] = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'ms').exec(readme) ?? [];
  if (example === undefined) throw new Error(`README.md has no example in ${language}`);
  return example.replaceAll('sha256:…', DIGEST);
}

/** README's first example in TypeScript, in the stack of which it shows the inside. */
export function firstProgram(): string {
  const lines = firstExample('ts').split('\n');
  const isImport = (line: string): boolean => line.startsWith('import ');
  return `${lines.filter(isImport).join('\n')}
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformOutput, TerraformStack } from 'cdktf';

class Stack extends TerraformStack {
  public constructor(app: App) {
    super(app, 'first');
    new AwsProvider(this, 'Aws', { region: 'eu-west-1' });
${lines.filter((line) => !isImport(line)).join('\n')}
    new TerraformOutput(this, 'Image', { value: base.imageUri });
  }
}

const app = new App();
new Stack(app);
app.synth();
`;
}

/** README's first example in Python, in the stack of which it shows the inside. */
export function firstPythonProgram(): string {
  const lines = firstExample('python').split('\n');
  const isImport = (line: string): boolean => line.startsWith('from ');
  return `${lines.filter(isImport).join('\n')}
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider


class Stack(TerraformStack):
    def __init__(self, app):
        super().__init__(app, "first")
        AwsProvider(self, "Aws", region="eu-west-1")
${lines.filter((line) => !isImport(line)).map((line) => `        ${line}`).join('\n')}

app = App()
Stack(app)
app.synth()
`;
}
