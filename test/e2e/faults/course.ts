import type { EcrPush, ScanResult } from '../engines/world';
import type { Fault } from './fault';
import { IMAGE, Line, type LineResult } from './line';
import { referrers, type State } from './state';

const EXIT_CODES: Readonly<Record<number, Fault['ends']>> = { 0: 'well', 1: 'in failure', 137: 'killed' };

/** A line through all that happens to it: what was released last, and what must hold whatever went wrong. */
export class Course {
  static async start(): Promise<Course> {
    const course = new Course(await Line.start());
    const first = await course.line.build();
    course.#last = first.candidates[0]!;
    course.#model = course.#last;
    expect(await course.line.release(course.#last)).toMatchObject({ exitCode: 0 });
    return course;
  }

  #last!: EcrPush;
  /** What other candidates are made after. */
  #model!: EcrPush;
  #pending: EcrPush | undefined;
  #shared = false;

  private constructor(readonly line: Line) {}

  stop(): Promise<void> {
    return this.line.stop();
  }

  /** What the channel must hold. */
  get last(): EcrPush {
    return this.#last;
  }

  /** The candidate that no release had yet. */
  async pending(): Promise<EcrPush> {
    return (this.#pending ??= await this.line.refreshed(this.#model));
  }

  /** A build as the fault has it. */
  async endureBuild(fault: Fault): Promise<void> {
    const { before, after, result } = await this.#endure(fault, (options) => this.line.build(options));
    if (fault.leaves === 'nothing') return fault.and?.(this.line, result);
    expect(fault.leaves).toBe('a candidate');
    const [candidate, ...others] = result.candidates;
    expect(others).toEqual([]);
    expect(after).toEqual({ ...before, candidates: { ...before.candidates, [candidate!.tag!]: candidate!.digest } });
    await fault.and?.(this.line, result);
    this.#pending = this.#model = candidate!;
    await this.runCleanly();
  }

  /** A release of a candidate as the fault has it. */
  async endureRelease(fault: Fault): Promise<void> {
    const candidate = await this.pending();
    const { before, after, result } = await this.#endure(fault, (options) => this.line.release(candidate, options));
    await fault.and?.(this.line, result);
    const tag = candidate.tag!.split('_')[0]!;
    const tagged = { ...before.releases, [tag]: candidate.digest };
    if (fault.leaves === 'nothing') return;
    expect(after.released).toEqual(expect.arrayContaining([...before.released, candidate.digest]));
    expect({ releases: after.releases, channel: after.channel }).toEqual({
      'a copy': { releases: before.releases, channel: before.channel },
      'a tag': { releases: tagged, channel: before.channel },
      'a release': { releases: tagged, channel: candidate.digest },
    }[fault.leaves as string]);
    if (this.#shared) expect(after).toEqual(before);
    this.#shared = fault.sharesCleanRun ?? false;
    if (!this.#shared) await this.runCleanly(fault.cleanRunSays);
  }

  /** CodeBuild runs a project once at a time; a person's run on another machine need not be one of its runs. */
  async buildTwiceAtOnce(): Promise<void> {
    const environment = { REFRESH_EPOCH: this.line.nextDay() };
    const before = this.line.world.pushes().length;
    for (const { exitCode, log } of await Promise.all([1, 2].map(() => this.line.build({ environment })))) expect({ exitCode, log }).toMatchObject({ exitCode: 0 });
    const candidates = this.line.world.pushes().slice(before);
    expect(new Set(candidates.map(({ tag }) => tag)).size).toBe(2);
    expect(new Set(candidates.map(({ digest }) => digest)).size).toBe(1);
    for (const candidate of candidates) {
      this.#pending = candidate;
      await this.runCleanly();
    }
  }

  async releaseTwiceAtOnce(): Promise<void> {
    const candidate = await this.pending();
    for (const { exitCode, log } of await Promise.all([1, 2].map(() => this.line.release(candidate)))) expect({ exitCode, log }).toMatchObject({ exitCode: 0 });
    await this.expectSound(await this.line.state(), candidate.digest);
    await this.runCleanly();
  }

  /** Another candidate of a day that was released. */
  async refuseTakenTag(): Promise<void> {
    const before = await this.line.state();
    const other = await this.line.otherOfSameDay(this.#last);
    const { exitCode, log } = await this.line.release(other);
    expect(exitCode).toBe(1);
    expect(log).toMatch(new RegExp(`^release: ERROR: \\S+ is already released as ${this.#last.digest}, and this candidate is ${other.digest}: raise the version$`, 'm'));
    const after = await this.line.state();
    expect({ ...after, candidates: before.candidates }).toEqual(before);
    await this.expectSound(after);
  }

  /** Between the look at the tag and its assignment, somebody gives it to what was released before. */
  async refuseTagTakenMeanwhile(): Promise<void> {
    const candidate = await this.pending();
    const tag = candidate.tag!.split('_')[0]!;
    const before = await this.line.state();
    const { exitCode, log, hits } = await this.line.release(candidate, {
      call: { at: '^aws ecr put-image', does: `"$(dirname "$0")/../real/crane" tag "$RELEASE_REPOSITORY@${this.#last.digest}" ${tag}` },
    });
    expect({ exitCode, hits }).toEqual({ exitCode: 1, hits: 1 });
    expect(log).toMatch(/^release: ERROR: ecr:PutImage failed: .*ImageTagAlreadyExistsException/m);
    const after = await this.line.state();
    expect(after.releases).toEqual({ ...before.releases, [tag]: this.#last.digest });
    await this.expectSound(after);
    // Its tag is taken for good: the next candidate is of another day.
    this.#pending = undefined;
  }

  /** What is pending is released by a run to which nothing happens. */
  async runCleanly(says?: string): Promise<void> {
    const candidate = await this.pending();
    const { exitCode, log } = await this.line.release(candidate);
    expect({ exitCode, log }).toMatchObject({ exitCode: 0 });
    this.#pending = undefined;
    if (says === undefined) this.#last = candidate;
    else expect(log).toContain(says);
    const state = await this.line.state();
    expect(state.releases).toMatchObject({ [candidate.tag!.split('_')[0]!]: candidate.digest });
    expect(JSON.parse(state.lastRelease)).toMatchObject({ digest: this.#last.digest });
    await this.expectSound(state);
  }

  /** The channel holds the last released digest, and the release repository nothing that did not pass. */
  async expectSound(state: State, channel = this.#last.digest): Promise<void> {
    const { passed, world } = this.line;
    expect(state.channel).toBe(channel);
    const images = state.released.filter((digest) => passed.has(digest));
    const beside = await Promise.all(images.map(async (digest) => [digest, await referrers(world, IMAGE, digest)] as const));
    const known = new Set(beside.flatMap(([digest, others]) => [digest, ...others]));
    expect(state.released.filter((digest) => !known.has(digest))).toEqual([]);
    // Its list of packages, its provenance and its signature come before the tag.
    for (const digest of Object.values(state.releases)) expect(new Map(beside).get(digest)?.length).toBeGreaterThanOrEqual(3);
  }

  async #endure<T extends LineResult>(fault: Fault, run: (options: Pick<Fault, 'call' | 'environment' | 'extraEnv'>) => Promise<T>): Promise<{ before: State; after: State; result: T }> {
    const { line } = this;
    if (fault.newerIsReleased === true) await this.#releaseNewer();
    const undo = await fault.before?.(line);
    const before = await line.state();
    const faults = [fault.registry, fault.aws].filter((one) => one !== undefined);
    const active = await Promise.all(faults.map((one) => line.world.fault(one)));
    if (fault.scan !== undefined) await this.#scanSays(fault.scan);
    let result: T;
    const hits: number[] = [];
    try {
      result = await run(fault);
    } finally {
      for (const one of active) hits.push(await one.lift());
      if (fault.scan !== undefined) await this.#scanSays({ status: 'COMPLETE' });
      await undo?.();
    }
    const { exitCode, log } = result;
    expect({ ends: EXIT_CODES[exitCode], log }).toMatchObject({ ends: fault.ends });
    for (const text of fault.says ?? []) expect(log).toMatch(text);
    expect(Math.min(...hits, fault.call === undefined ? 1 : result.hits)).toBeGreaterThan(0);
    const after = await line.state();
    await this.expectSound(after, fault.leaves === 'a release' ? (await this.pending()).digest : undefined);
    if (fault.leaves === 'nothing') expect(after).toEqual(before);
    return { before, after, result };
  }

  async #releaseNewer(): Promise<void> {
    await this.pending();
    // ECR tells the time of a push in seconds.
    await new Promise((resolve) => setTimeout(resolve, 1100));
    const newer = await this.line.refreshed(this.#model);
    expect(await this.line.release(newer)).toMatchObject({ exitCode: 0 });
    this.#last = newer;
  }

  #scanSays(result: ScanResult | 'not-found'): Promise<void> {
    return this.line.world.setScan(`golden-candidates/${IMAGE}`, '*', result);
  }
}
