import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * One run at a time: they would share the port, the bridge and the control
 * groups. Ends this process while another run goes on; answers the note of a
 * run that was killed before it could undo what it noted.
 */
export function leftBehind(file) {
  const text = readIfThere(file);
  if (text === undefined) return undefined;
  const { pid, started, note } = JSON.parse(text);
  if (startTime(pid) !== started) return note;
  console.error(`another run of the end-to-end tests is going on (process ${pid})`);
  return process.exit(1);
}

export function claim(file, note) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ pid: process.pid, started: startTime(process.pid), note }));
}

export function release(file) {
  rmSync(file, { force: true });
}

/** Tells a process from a later one with its number: field 22 of /proc/PID/stat, whose second field, the name, may hold spaces. */
function startTime(pid) {
  const stat = readIfThere(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
}

function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}
