import { BaseImage } from '../base-image/base-image';
import { BOOLEAN, BY_RULE, instanceOf, LIST, listOf, MAP, Shape } from '../core/shape';
import { BuildStage } from './build-stage';
import { CaCertificate } from './ca-certificate';
import { ImageDeclaration } from './declaration';
import { Healthcheck } from './healthcheck';
import { ImageFile } from './image-file';
import { ImageTest } from './image-test';
import { ImageUser } from './image-user';
import { PackageRepository } from './package-repository';
import { SetuidBits } from './setuid-bits';

/** The kind of each property of a declaration. */
export const DECLARATION_SHAPE: Shape<ImageDeclaration> = {
  name: BY_RULE,
  version: BY_RULE,
  base: instanceOf(BaseImage),
  owner: BY_RULE,
  rationale: BY_RULE,
  packages: LIST,
  packageRepositories: listOf(instanceOf(PackageRepository)),
  caCertificates: listOf(instanceOf(CaCertificate)),
  stages: listOf(instanceOf(BuildStage)),
  files: listOf(instanceOf(ImageFile)),
  environment: MAP,
  labels: MAP,
  workingDirectory: BY_RULE,
  ports: LIST,
  volumes: LIST,
  healthcheck: instanceOf(Healthcheck),
  stopSignal: BY_RULE,
  entrypoint: LIST,
  command: LIST,
  user: instanceOf(ImageUser),
  locale: BY_RULE,
  timeZone: BY_RULE,
  setuidBits: instanceOf(SetuidBits),
  removeShell: BOOLEAN,
  removePackageManager: BOOLEAN,
  squash: BOOLEAN,
  maxSizeMegabytes: BY_RULE,
  platforms: LIST,
  variants: LIST,
  tests: listOf(instanceOf(ImageTest)),
  supersedes: BY_RULE,
  migrationGuide: BY_RULE,
};
