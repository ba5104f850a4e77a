import { PORT } from '../core/image-grammar';
import { checkTexts } from '../core/text-lists';

/** Ports, each with its protocol, so that "80" and "80/tcp" are one port that is declared twice. */
export function resolvePorts(ports: readonly string[], where: string): readonly string[] {
  const written = checkTexts(PORT, ports, 'DuplicatePort', where);
  return checkTexts(PORT, written.map((port) => (port.includes('/') ? port : `${port}/tcp`)), 'DuplicatePort', where);
}
