import { RegistryScanning } from '../../../lib/registry/registry-wide/registry-scanning';
import { Block } from '../../support/stack';
import { synthesizeRegistry } from './registry';

function scanning(declared?: RegistryScanning): { configuration: Block; settings: Block[] } {
  const synthesized = synthesizeRegistry(declared && { scanning: declared });
  return {
    configuration: synthesized.resource('aws_ecr_registry_scanning_configuration', 'Registry/Scanning'),
    settings: Object.values(synthesized.resources('aws_ecr_account_setting')),
  };
}

/** Filters by how often they are scanned. */
function rules({ rule }: Block): Record<string, string[]> {
  return Object.fromEntries(rule.map(({ scan_frequency: frequency, repository_filter: filters }: Block) => [frequency, filters.map(({ filter }: Block) => filter)]));
}

test('every image is scanned when it is pushed, with the scanner of AWS, without being asked to', () => {
  for (const declared of [undefined, RegistryScanning.basic()]) {
    const { configuration, settings } = scanning(declared);
    expect(configuration).toMatchObject({ scan_type: 'BASIC', rule: [{ scan_frequency: 'SCAN_ON_PUSH', repository_filter: [{ filter: '*', filter_type: 'WILDCARD' }] }] });
    expect(settings).toMatchObject([{ name: 'BASIC_SCAN_TYPE_VERSION', value: 'AWS_NATIVE' }]);
  }
});

test('enhanced scanning is continuous for every repository, and has no version of the basic one', () => {
  const { configuration, settings } = scanning(RegistryScanning.enhanced());
  expect(configuration.scan_type).toBe('ENHANCED');
  expect(rules(configuration)).toEqual({ CONTINUOUS_SCAN: ['*'] });
  expect(settings).toEqual([]);
});

test('enhanced scanning takes filters for each frequency, sorted', () => {
  const { configuration } = scanning(RegistryScanning.enhanced({ continuous: ['golden/*', 'approved/*'], onPush: ['*'] }));
  expect(rules(configuration)).toEqual({ CONTINUOUS_SCAN: ['approved/*', 'golden/*'], SCAN_ON_PUSH: ['*'] });
});

test('enhanced scanning on push alone scans nothing continuously', () => {
  expect(rules(scanning(RegistryScanning.enhanced({ onPush: ['*'] })).configuration)).toEqual({ SCAN_ON_PUSH: ['*'] });
});
