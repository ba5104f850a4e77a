import { IConstruct } from 'constructs';

/** The names of an app's images, by namespace and what stands before the number that they end in. */
const NAMES = new WeakMap<IConstruct, Map<string, number[]>>();

/** `node-20` is node, in its version 20. */
const NUMBERED = /^(?<stem>.*?)-?(?<major>\d{1,9})$/;

/** Makes an image known to those that follow it. */
export function announce(image: IConstruct, namespace: string, name: string): void {
  const numbered = NUMBERED.exec(name)?.groups;
  if (numbered === undefined) return;
  const names = NAMES.get(image.node.root) ?? new Map<string, number[]>();
  NAMES.set(image.node.root, names);
  const key = `${namespace}/${numbered.stem}`;
  names.set(key, [...(names.get(key) ?? []), Number(numbered.major)]);
}

/** The image of the app that an image follows by its name, such as `node-18` where it is `node-20`; undefined where there is none. */
export function predecessor(image: IConstruct, namespace: string, name: string): string | undefined {
  const numbered = NUMBERED.exec(name)?.groups;
  const majors = NAMES.get(image.node.root)?.get(`${namespace}/${numbered?.stem}`) ?? [];
  const earlier = majors.filter((major) => major < Number(numbered?.major));
  return earlier.length === 0 ? undefined : `${name.slice(0, name.length - numbered!.major!.length)}${Math.max(...earlier)}`;
}
