import { BUILDS_AT_ONCE, naiveHours, SIZES, type Study } from './study';

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [760, 400, 70, 200, 30, 50];
const COLOURS = ['#b2182b', '#ef8a62', '#67a9cf', '#2166ac'];
const HOURS = [0.1, 1, 10, 100];

const x = (images: number): number => LEFT + ((Math.log10(images) - 1) / 3) * (WIDTH - LEFT - RIGHT);
const y = (hours: number): number => HEIGHT - BOTTOM - ((Math.log10(hours) + 1) / 3.3) * (HEIGHT - TOP - BOTTOM);
const text = (atX: number, atY: number, words: string, rest = ''): string => `<text x="${atX.toFixed(1)}" y="${atY.toFixed(1)}"${rest}>${words}</text>`;

interface Line {
  readonly name: string;
  readonly colour: string;
  readonly dashed: boolean;
  readonly points: readonly (readonly [images: number, hours: number])[];
}

function draw({ name, colour, dashed, points }: Line): string {
  const path = points.map(([images, hours]) => `${x(images).toFixed(1)},${y(hours).toFixed(1)}`).join(' ');
  const [lastImages, lastHours] = points.at(-1)!;
  return [
    `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"${dashed ? ' stroke-dasharray="6 4"' : ''}/>`,
    ...points.map(([images, hours]) => `<circle cx="${x(images).toFixed(1)}" cy="${y(hours).toFixed(1)}" r="3" fill="${colour}"/>`),
    text(x(lastImages) + 8, y(lastHours) + 4, name, ` fill="${colour}"`),
  ].join('\n');
}

/** Hours until every channel has moved over the number of images, both logarithmic. A line ends where images are left behind. */
export function plot({ sizes }: Study): string {
  const lines: Line[] = [
    ...BUILDS_AT_ONCE.map((atOnce, index): Line => ({
      name: atOnce === 1 ? '1 build at once' : `${atOnce} builds at once`,
      colour: COLOURS[index]!,
      dashed: false,
      points: sizes.filter((size) => size.atOnce[index]!.moved === size.images).map((size) => [size.images, size.atOnce[index]!.hours]),
    })),
    { name: 'everything daily, 300', colour: '#666666', dashed: true, points: sizes.map((size) => [size.images, naiveHours(size.naive)]) },
  ];
  const axis = [
    ...HOURS.map((hours) => `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(hours).toFixed(1)}" y2="${y(hours).toFixed(1)}" stroke="#dddddd"/>${text(LEFT - 8, y(hours) + 4, String(hours), ' text-anchor="end"')}`),
    ...SIZES.map((images) => text(x(images), HEIGHT - BOTTOM + 20, images.toLocaleString('en-US'), ' text-anchor="middle"')),
    text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, 'images', ' text-anchor="middle"'),
    text(LEFT - 50, TOP - 12, 'hours until every channel has moved'),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    ...axis, ...lines.filter(({ points }) => points.length > 0).map(draw), '</svg>', '',
  ].join('\n');
}
