import { BuildArguments, dockerfileImages } from './dockerfile-images';
import { FoundImage, JSON_TEXT, Path, selectContainers, selectImages, selectInputs } from './select-images';

type Select = (values: object) => readonly FoundImage[];

const at = (...paths: readonly Path[]): Select => (values) => paths.flatMap((path) => selectImages(values, path));

const pod = (...before: readonly string[]): Select =>
  at(...['container', 'init_container'].map((container) => [...before, 'spec', container, 'image']));

const ECS_TASKS = ['taskProperties', 'containers', 'image'];
const POD_PROPERTIES = ['eks_properties', 'pod_properties'];

/** Nothing of what such a resource runs stands in its values in a form that is read here. */
const opaque = (attribute: string, reason: string): Select => () => [{ use: attribute, unknown: reason }];

const KUBERNETES: Readonly<Record<string, Select>> = {
  pod: pod(),
  deployment: pod('spec', 'template'),
  daemonset: pod('spec', 'template'),
  daemon_set: pod('spec', 'template'),
  stateful_set: pod('spec', 'template'),
  replication_controller: pod('spec', 'template'),
  job: pod('spec', 'template'),
  cron_job: pod('spec', 'job_template', 'spec', 'template'),
};

/**
 * Where each type of resource names the images it runs. `docker_image` and `docker_registry_image` are not here: they make
 * images, see docker-builds.ts.
 */
const TYPES: ReadonlyMap<string, Select> = new Map(
  Object.entries({
    aws_ecs_task_definition: at(['container_definitions', JSON_TEXT, 'image']),
    aws_ecs_express_gateway_service: at(['primary_container', 'image']),
    aws_lambda_function: at(['image_uri']),
    aws_apprunner_service: at(['source_configuration', 'image_repository', 'image_identifier']),
    aws_codebuild_project: at(['environment', 'image']),
    aws_batch_job_definition: at(
      ['container_properties', JSON_TEXT, 'image'],
      ['ecs_properties', JSON_TEXT, ...ECS_TASKS],
      ['node_properties', JSON_TEXT, 'nodeRangeProperties', 'container', 'image'],
      ['node_properties', JSON_TEXT, 'nodeRangeProperties', 'ecsProperties', ...ECS_TASKS],
      [...POD_PROPERTIES, 'containers', 'image'],
      [...POD_PROPERTIES, 'init_containers', 'image'],
    ),
    // What CDKTF makes that is no resource.
    module: (values) => selectInputs(values),
    asset: (values) => {
      const { file, text, buildArguments = {} } = values as { readonly file: string; readonly text: string; readonly buildArguments?: BuildArguments };
      return dockerfileImages(text, buildArguments, file);
    },
    docker_container: at(['image']),
    docker_service: at(['task_spec', 'container_spec', 'image']),
    kubernetes_manifest: (values) => selectContainers((values as { manifest?: unknown }).manifest, 'manifest'),
    helm_release: opaque('chart', 'the images of a chart are not read'),
    kubectl_manifest: opaque('yaml_body', 'YAML is not read'),
    ...Object.fromEntries(Object.entries(KUBERNETES).flatMap(([kind, select]) => [[`kubernetes_${kind}`, select], [`kubernetes_${kind}_v1`, select]])),
  }),
);

/** Whether resources of a type run or make images. */
export function namesImages(type: string): boolean {
  return TYPES.has(type) || type === 'docker_image' || type === 'docker_registry_image';
}

/** The images that a resource runs. */
export function imagesOf(type: string, values: object): readonly FoundImage[] {
  return TYPES.get(type)?.(values) ?? [];
}
