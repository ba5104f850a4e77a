import { checkText } from '../../../core/check';
import { GoldenImageError } from '../../../core/error';
import { BY_RULE, checkShape, LIST, Shape } from '../../../core/shape';
import { checkTexts } from '../../../core/text-lists';
import { NO_PROXY_HOST, PROXY_URL } from './machine-grammar';
import { CodeBuildProxyOptions } from './proxy-options';

const SHAPE: Shape<CodeBuildProxyOptions> = { httpProxy: BY_RULE, httpsProxy: BY_RULE, noProxy: LIST };

/** The machine itself, the instance's metadata, and where a container of CodeBuild gets its role's credentials. */
const NEVER_PROXIED = ['localhost', '127.0.0.1', '169.254.169.254', '169.254.170.2'];

/**
 * The environment that says so, in both spellings: apt and curl read `http_proxy` alone, others the upper case. build.sh
 * hands them to `docker build` as its predefined build arguments, which are in no layer and no history.
 */
export function proxyEnvironment(given: CodeBuildProxyOptions, factory: string): { readonly [name: string]: string } {
  const where = `${factory} proxy`;
  const { httpProxy, httpsProxy, noProxy = [] } = checkShape(SHAPE, given, 'proxy', where);
  if (httpProxy === undefined && httpsProxy === undefined) {
    throw new GoldenImageError('MissingProxy', {
      where,
      problem: 'there is no proxy in it',
      given,
      expected: 'httpProxy, httpsProxy or both',
      remedy: 'name the proxy, or leave proxy out',
    });
  }
  const direct = checkTexts(NO_PROXY_HOST, noProxy, 'DuplicateNoProxyHost', where);
  const environment = {
    ...(httpProxy !== undefined && { HTTP_PROXY: checkText(PROXY_URL, httpProxy, where) }),
    ...(httpsProxy !== undefined && { HTTPS_PROXY: checkText(PROXY_URL, httpsProxy, where) }),
    NO_PROXY: [...NEVER_PROXIED, ...direct].join(','),
  };
  return { ...environment, ...Object.fromEntries(Object.entries(environment).map(([name, value]) => [name.toLowerCase(), value])) };
}

/** CodeBuild's own agent writes the log through the proxy where the buildspec says so (user guide, "Run CodeBuild in an explicit proxy server"). */
export function withProxiedLogs(buildspec: string): string {
  return `${buildspec.trimEnd()}\nproxy:\n  logs: yes\n`;
}
