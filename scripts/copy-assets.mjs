// What the compiler leaves behind: the shell scripts, buildspecs, style and script that the library reads at run time, and
// the schema that others read.
import { cpSync } from 'node:fs';

for (const folder of ['scripts', 'buildspecs']) cpSync(`lib/build/${folder}`, `dist/lib/build/${folder}`, { recursive: true });
for (const file of ['catalog.schema.json', 'html/catalog.css', 'html/catalog.js']) cpSync(`lib/catalog/${file}`, `dist/lib/catalog/${file}`);
