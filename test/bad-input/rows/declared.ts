import { IMAGE, image } from '../good';
import { property, Row } from '../row';

/** The rows of one property of a declaration. */
export function declared(name: string, good: unknown, ...badValues: Parameters<typeof property>[2][]): readonly Row[] {
  return property(`ImageDeclaration.${name}`, { where: IMAGE, make: (value) => image({ [name]: value }), good }, ...badValues);
}
