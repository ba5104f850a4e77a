// What the compiler leaves behind: the shell scripts and buildspecs that the library reads at run time.
import { cpSync } from 'node:fs';

for (const folder of ['scripts', 'buildspecs']) cpSync(`lib/build/${folder}`, `dist/lib/build/${folder}`, { recursive: true });
