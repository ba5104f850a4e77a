import { BY_RULE, LIST, MAP, Shape } from '../core/shape';
import { CommandTestOptions, FileTestOptions, ListenTestOptions, MetadataTestOptions, ReadOnlyTestOptions } from './image-test-options';

export const COMMAND_TEST_SHAPE: Shape<CommandTestOptions> = {
  command: BY_RULE,
  expectedOutput: LIST,
  excludedOutput: LIST,
  expectedError: LIST,
  exitCode: BY_RULE,
};
export const FILE_TEST_SHAPE: Shape<FileTestOptions> = { mode: BY_RULE, userId: BY_RULE, groupId: BY_RULE, content: LIST };
export const METADATA_TEST_SHAPE: Shape<MetadataTestOptions> = {
  environment: MAP,
  labels: MAP,
  ports: LIST,
  volumes: LIST,
  entrypoint: LIST,
  command: LIST,
  workingDirectory: BY_RULE,
};
export const LISTEN_TEST_SHAPE: Shape<ListenTestOptions> = { startupSeconds: BY_RULE };
export const READ_ONLY_TEST_SHAPE: Shape<ReadOnlyTestOptions> = { command: BY_RULE };
