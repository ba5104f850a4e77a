import path from 'node:path';

import { run } from '../engines/process';
import type { Image } from './image';

/** What the image's package manager has recorded, each as `name=version`, sorted; from its files, as scanners do it. */
export async function installed(image: Image): Promise<string[]> {
  if (image.files.has('/lib/apk/db/installed')) return pairs(await image.read('/lib/apk/db/installed'), /^P:(.*)\nV:(.*)$/gm);
  if (image.files.has('/var/lib/rpm')) return (await ofRpm(image)).trim().split('\n').sort();
  if (image.files.has('/var/lib/dpkg/status')) return pairs(await image.read('/var/lib/dpkg/status'), /^Package: (.*)\nStatus: \w+ ok installed\n(?:.+\n)*?Version: (.*)$/gm);
  return [];
}

function pairs(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, name, version]) => `${name}=${version}`).sort();
}

async function ofRpm(image: Image): Promise<string> {
  const root = await image.extract('/var/lib/rpm');
  return run('rpm', ['--dbpath', path.join(root, 'var/lib/rpm'), '--query', '--all', '--queryformat', '%{NAME}=%{VERSION}\\n']);
}
