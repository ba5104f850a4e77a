import { BuildFleet } from './build-fleet';
import type { CatalogueImage } from './catalogue';
import { EventQueue } from './event-queue';
import { QUOTA_IDS, QUOTAS, RULES, WORK, type QuotaId } from './figures';
import { random } from './random';
import { RateLimit } from './rate-limit';

type Platform = 'linuxBuilds' | 'armBuilds';

export interface Scenario {
  readonly images: readonly CatalogueImage[];
  /** `patch`: the first level by schedule, the others by their parents' releases. `everything`: all at once, by schedules of one minute. */
  readonly starts: 'patch' | 'everything';
  readonly platforms?: readonly Platform[];
  /** What differs from the quotas of figures.ts. */
  readonly quotas?: { readonly [id in QuotaId]?: number };
}

export interface Outcome {
  /** From the start until the last channel has moved. */
  readonly hours: number;
  readonly moved: number;
  /** Starts that EventBridge gave up after a day; their images and those below them keep the old base until the next schedule. */
  readonly lost: number;
  readonly builds: number;
  readonly buildMinutes: number;
  readonly gigabytes: number;
  readonly calls: number;
  readonly throttled: number;
  readonly throttledBy: { readonly [id in QuotaId]: number };
  readonly peaks: { readonly [id in QuotaId]: number };
  readonly mostWaiting: number;
}

interface Step {
  readonly seconds?: number;
  readonly quota?: QuotaId;
  readonly calls?: number;
  readonly then?: () => void;
}

const { layers, parts, imageMB, basePulledMB, megabytesPerSecond } = WORK;
const call = (quota: QuotaId, calls = 1): Step => ({ quota, calls });
const transfer = (megabytes: number): Step => ({ seconds: megabytes / megabytesPerSecond.value });
const BEGIN: readonly Step[] = [{ seconds: WORK.provisionSeconds.value + WORK.setupSeconds.value }, call('authorization')];
const pull = (megabytes: number): Step[] => [call('batchGetImage', 2), call('downloadUrl', layers.value), transfer(megabytes)];
const upload = (blobs: number, pieces: number, megabytes: number): Step[] => [
  call('checkLayer', blobs), call('initiateUpload', blobs), call('uploadPart', pieces), transfer(megabytes), call('completeUpload', blobs), call('putImage'),
];
const PUSH: readonly Step[] = upload(layers.value, parts.value, imageMB.value);
/** A list of packages, a provenance or a signature: signed by KMS, and beside the image as a manifest with two small blobs. */
const ATTACH: readonly Step[] = [call('sign'), ...upload(2, 2, 0)];
const LIST_PACKAGES: readonly Step[] = [...pull(imageMB.value), { seconds: WORK.packagesSeconds.value }];
/** The parent's channel and the last release are read; the base is pulled, the candidate pushed. */
const BUILD: readonly Step[] = [...BEGIN, call('getParameter', 2), ...pull(basePulledMB.value), { seconds: WORK.buildSeconds.value }, ...PUSH];
const SCAN: readonly Step[] = Array.from({ length: WORK.scanPolls.value }, (): Step[] => [{ seconds: WORK.scanSeconds.value / WORK.scanPolls.value }, call('scanFindings')]).flat();
/** Copied by digest, told of and signed, then tagged; the channel and the last release are read, the channel is written. */
const RELEASE: readonly Step[] = [
  ...BEGIN, ...SCAN, ...pull(imageMB.value), ...PUSH, ...LIST_PACKAGES, ...ATTACH, ...ATTACH, ...ATTACH, call('putImage'), call('getParameter', 2), call('putParameter'),
];
/** After the channel: what changed since the last release is told, and the last release written. */
const TELL: readonly Step[] = [...LIST_PACKAGES, call('putEvents'), call('putParameter')];
const MEGABYTES = { build: basePulledMB.value + imageMB.value, release: 4 * imageMB.value };

export function simulate({ images, starts, platforms = ['linuxBuilds'], quotas = {} }: Scenario): Outcome {
  const queue = new EventQueue();
  const chance = random(1);
  const valueOf = (id: QuotaId): number => quotas[id] ?? QUOTAS[id].value;
  const limits = Object.fromEntries(QUOTA_IDS.map((id) => [id, new RateLimit(valueOf(id))])) as { [id in QuotaId]: RateLimit };
  const fleetOf = (id: Platform): BuildFleet => new BuildFleet(valueOf(id), RULES.queueFactor.value);
  const fleets = { linuxBuilds: fleetOf('linuxBuilds'), armBuilds: fleetOf('armBuilds') };
  const refused = { linuxBuilds: 0, armBuilds: 0 };
  let [lastMove, moved, lost, buildMinutes, megabytes] = [0, 0, 0, 0, 0];

  const perform = (steps: readonly Step[], done: () => void, first = 0): void => {
    for (let index = first; index < steps.length; index += 1) {
      const { quota, calls = 1, seconds = 0, then } = steps[index]!;
      const at = quota === undefined ? queue.now + seconds : limits[quota].take(queue.now, calls);
      if (at > queue.now) {
        queue.at(at, () => {
          then?.();
          perform(steps, done, index + 1);
        });
        return;
      }
      then?.();
    }
    done();
  };

  /** An event's target is StartBuild, which EventBridge repeats while it is refused. */
  const start = (source: 'invocations' | 'schedules', fleet: Platform, steps: readonly Step[], size: number, done: () => void): void => {
    const first = queue.now;
    const attempt = (number: number): void => {
      const full = fleets[fleet].isFull;
      if (full) refused[fleet] += 1;
      if (limits.startBuild.tryTake(queue.now) && !full) {
        fleets[fleet].add(() => {
          const began = queue.now;
          perform(steps, () => {
            buildMinutes += Math.ceil((queue.now - began) / 60);
            megabytes += size;
            fleets[fleet].done();
            done();
          });
        });
        return;
      }
      const longest = Math.min(2 ** (number - 1), RULES.longestRetrySeconds.value);
      const next = queue.now + longest * (0.5 + chance() / 2);
      if (number > RULES.retryAttempts.value || next > first + RULES.retryHours.value * 3600) lost += 1;
      else queue.at(next, () => attempt(number + 1));
    };
    perform([call(source)], () => attempt(1));
  };

  const refresh = (image: number, source: 'invocations' | 'schedules'): void => {
    let candidates = 0;
    const move = (): void => {
      moved += 1;
      lastMove = Math.max(lastMove, queue.now);
      if (starts === 'patch') for (const child of images[image]!.children) refresh(child, 'invocations');
    };
    const release: Step[] = [...RELEASE, { then: move }, ...TELL];
    for (const platform of platforms) {
      start(source, platform, BUILD, MEGABYTES.build, () => {
        candidates += 1;
        if (candidates === platforms.length) start('invocations', 'linuxBuilds', release, MEGABYTES.release * platforms.length, () => undefined);
      });
    }
  };

  const first = images.flatMap(({ level }, image) => (starts === 'everything' || level === 1 ? [image] : []));
  const window = starts === 'patch' ? WORK.scheduleWindowSeconds.value : 0;
  first.forEach((image, index) => queue.at((index * window) / first.length, () => refresh(image, 'schedules')));
  queue.runAll();

  const each = (of: (id: QuotaId) => number): { [id in QuotaId]: number } => Object.fromEntries(QUOTA_IDS.map((id) => [id, of(id)])) as { [id in QuotaId]: number };
  const isFleet = (id: QuotaId): id is Platform => id === 'linuxBuilds' || id === 'armBuilds';
  const throttledBy = each((id) => (isFleet(id) ? refused[id] : limits[id].throttled));
  return {
    hours: lastMove / 3600,
    moved,
    lost,
    builds: fleets.linuxBuilds.finished + fleets.armBuilds.finished,
    buildMinutes,
    gigabytes: megabytes / 1000,
    calls: QUOTA_IDS.reduce((sum, id) => sum + limits[id].calls, 0),
    throttled: QUOTA_IDS.reduce((sum, id) => sum + throttledBy[id], 0),
    throttledBy,
    peaks: each((id) => (isFleet(id) ? fleets[id].mostRunning : limits[id].peak)),
    mostWaiting: fleets.linuxBuilds.mostWaiting,
  };
}
