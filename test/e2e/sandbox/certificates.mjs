import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { WORLD_HOSTS } from './hosts.mjs';

const SYSTEM_BUNDLE = '/etc/ssl/certs/ca-certificates.crt';

/** A CA for this run, one certificate for all host names, and the system's CAs with ours added. */
export function makeCertificates(dir) {
  const openssl = (...args) => execFileSync('openssl', args, { cwd: dir, stdio: ['ignore', 'ignore', 'pipe'] });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

  openssl('req', '-x509', ...newKey, '-keyout', 'ca.key', '-out', 'ca.crt', '-days', '2', '-subj', '/CN=golden image end-to-end tests');
  openssl('req', ...newKey, '-keyout', 'world.key', '-out', 'world.csr', '-subj', `/CN=${WORLD_HOSTS[0]}`);
  writeFileSync(path.join(dir, 'world.ext'), `subjectAltName=${WORLD_HOSTS.map((host) => `DNS:${host}`).join(',')}\n`);
  openssl('x509', '-req', '-in', 'world.csr', '-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2', '-extfile', 'world.ext', '-out', 'world.crt');

  const bundle = [SYSTEM_BUNDLE, path.join(dir, 'ca.crt')].map((file) => readFileSync(file, 'utf8'));
  writeFileSync(path.join(dir, 'ca-bundle.crt'), bundle.join('\n'));
}
