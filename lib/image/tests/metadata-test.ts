import { checkText } from '../../core/check';
import { COMMAND_ARGUMENT } from '../../core/grammar';
import { ENVIRONMENT_NAME, ENVIRONMENT_VALUE, IMAGE_PATH, LABEL_NAME, LABEL_VALUE, PORT } from '../../core/image-grammar';
import { checkShape } from '../../core/shape';
import { MetadataTestOptions } from '../image-test-options';
import { METADATA_TEST_SHAPE } from '../image-test-shape';
import { checkList, checkMap, checkSome, refuseNothing } from './expected-values';
import { Metadata } from './test-parts';

const VARIABLE = { name: ENVIRONMENT_NAME, value: ENVIRONMENT_VALUE };
const LABEL = { name: LABEL_NAME, value: LABEL_VALUE };

/** What is expected of an image's configuration, checked. */
export function checkMetadata(options: MetadataTestOptions, where: string): Metadata {
  const { environment, labels, ports, volumes, entrypoint, command, workingDirectory } = checkShape(METADATA_TEST_SHAPE, options, 'options', where);
  const metadata: Metadata = {
    ...(environment && { environment: checkMap(VARIABLE, environment, 'environment', where) }),
    ...(labels && { labels: checkMap(LABEL, labels, 'labels', where) }),
    ...(ports && { ports: checkSome(PORT, ports, 'ports', where).map(withProtocol) }),
    ...(volumes && { volumes: checkSome(IMAGE_PATH, volumes, 'volumes', where) }),
    ...(entrypoint && { entrypoint: checkList(COMMAND_ARGUMENT, entrypoint, where) }),
    ...(command && { command: checkList(COMMAND_ARGUMENT, command, where) }),
    ...(workingDirectory !== undefined && { workingDirectory: checkText(IMAGE_PATH, workingDirectory, where) }),
  };
  if (Object.keys(metadata).length === 0) refuseNothing('the metadata test', options, where);
  return metadata;
}

/** As the engine writes them. */
function withProtocol(port: string): string {
  return port.includes('/') ? port : `${port}/tcp`;
}

/** Says what is looked at, so that two tests of the same things have the same name and cannot stand side by side. */
export function metadataTestName({ environment = {}, labels = {}, ports = [], volumes = [], entrypoint, command, workingDirectory }: Metadata): string {
  const things = [
    ...Object.keys(environment).map((name) => `environment ${name}`),
    ...Object.keys(labels).map((name) => `label ${name}`),
    ...ports.map((port) => `port ${port}`),
    ...volumes.map((volume) => `volume ${volume}`),
    ...(entrypoint ? ['entrypoint'] : []),
    ...(command ? ['command'] : []),
    ...(workingDirectory === undefined ? [] : ['working directory']),
  ];
  return `has the expected ${things.join(', ')}`;
}
