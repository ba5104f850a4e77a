import { execFile } from 'node:child_process';

/** Runs a tool that answers with 0 or 1, as its findings say, and parses the JSON that it prints. */
export function runTool<T>(program: string, args: readonly string[]): Promise<T> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      const failed = (why: string): void => reject(new Error(`${program} ${args.join(' ')}: ${why}\n${stdout}\n${stderr}`));
      if (error !== null && error.code !== 1) return failed(`exit status ${error.code}`);
      try {
        resolve(JSON.parse(stdout));
      } catch {
        failed('its output is no JSON');
      }
    });
  });
}
