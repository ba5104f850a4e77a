import { installerOf } from '../../base-image/base-source';
import { packageCommands } from '../../dockerfile/package-managers/by-name';
import { nameAndVersion } from '../../dockerfile/package-managers/package-commands';
import { ImageSpec } from '../image-spec';
import { withoutSetuid } from './setuid';
import { copyText, inOrder, run, section, Step, step } from './step';

/** The build argument that asks for the updates of the day. */
const REFRESH_EPOCH = 'REFRESH_EPOCH';

/** Repositories, packages, locale and certificates: they change with the declaration. */
export function packages(spec: ImageSpec): Step {
  const own = section('Packages.', repositories(spec), run(install(spec, spec.packages, spec.localeCommands)));
  if (spec.packageRepositories.length === 0) return inOrder(own, section('Certificate authorities.', certificates(spec)));
  // Repositories of one's own may be behind a certificate of one's own.
  return inOrder(section('Certificate authorities.', certificatesFirst(spec)), own);
}

/** The commands of a layer with these packages. */
export function install(spec: ImageSpec, items: readonly string[], afterwards: readonly string[] = []): string[] {
  const commands = packageCommands(spec.base.facts.packageManager);
  if (items.length === 0 || commands === undefined) return [];
  return [...commands.install(items), ...afterwards, ...withoutSetuid(spec)];
}

/**
 * What the distribution has fixed since, in a late layer of its own: a new epoch makes this layer again and leaves the
 * others as they are. A new base digest makes all of them again.
 */
export function updates(spec: ImageSpec): Step {
  const { facts } = spec.base;
  const commands = packageCommands(installerOf(facts));
  if (commands === undefined) return step();
  return section(
    'Security updates. A new base or a new refresh epoch makes this layer again.',
    step({ kind: 'arg', name: REFRESH_EPOCH, defaultValue: 'none' }),
    run([...commands.update(facts.updateOptions), ...withoutSetuid(spec)]),
  );
}

/** The distribution's own packages are there before: apt reads an https repository only with certificates. */
function repositories({ packageRepositories, caCertificates, base }: ImageSpec): Step {
  if (packageRepositories.length === 0) return step();
  const commands = packageCommands(base.facts.packageManager)!;
  const files = packageRepositories.flatMap(({ _files }) => _files.map(({ path, content }) => copyText({ folder: 'repositories', path, content })));
  return inOrder(
    run(base.facts.packageManager === 'apt' && caCertificates.length === 0 ? commands.install(['ca-certificates']) : []),
    ...files,
    run(packageRepositories.flatMap(({ _commands }) => _commands)),
  );
}

/** Before anything else is installed: with the command that makes them trusted, out of the distribution's own repositories. */
function certificatesFirst(spec: ImageSpec): Step {
  if (spec.caCertificates.length === 0) return step();
  const { package: name } = packageCommands(spec.base.facts.packageManager)!.certificates;
  const declared = spec.packages.find((item) => nameAndVersion(item).name === name) ?? name;
  return inOrder(run(install(spec, [declared])), certificates(spec));
}

function certificates({ caCertificates, base }: ImageSpec): Step {
  if (caCertificates.length === 0) return step();
  const { folder, command } = packageCommands(base.facts.packageManager)!.certificates;
  const files = caCertificates.map(({ name, pem }) => copyText({ folder: 'certificates', path: `${folder}/${name}.crt`, content: pem }));
  return inOrder(...files, run([command]));
}
