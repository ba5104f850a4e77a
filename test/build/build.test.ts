import { BaseImage } from '../../lib/base-image/base-image';
import { planBuild, hashFiles } from '../../lib/build/build-plan';
import { PipelineTool, PipelineTools } from '../../lib/build/pipeline-tools';
import { ScanGate } from '../../lib/build/scan-gate';
import { appScripts, pipelineScripts } from '../../lib/build/script-files';
import { ImagePlatform } from '../../lib/core/platform';
import { Severity } from '../../lib/core/severity';
import { resolveImageSpec } from '../../lib/image/image-spec';
import { expectRefused } from '../support/errors';
import { DIGEST } from '../support/stack';

function plan(packages: string[], platforms?: ImagePlatform[]): ReturnType<typeof planBuild> {
  const base = BaseImage.debian('12-slim', { digest: DIGEST });
  const spec = resolveImageSpec({ name: 'debian', version: '1', base, packages, ...(platforms && { platforms }), owner: 'o', rationale: 'r' }, 'Here');
  return planBuild(spec, ScanGate.blockAtOrAbove(Severity.HIGH));
}

test('the hash of the declaration follows the content, and not the order of the declaration', () => {
  expect(plan(['tzdata', 'bash']).declarationHash).toBe(plan(['bash', 'tzdata']).declarationHash);
  expect(plan(['tzdata']).declarationHash).not.toBe(plan(['bash']).declarationHash);
  expect(plan([], [ImagePlatform.LINUX_AMD64, ImagePlatform.LINUX_ARM64]).declarationHash).not.toBe(plan([]).declarationHash);
});

test('the context holds the Dockerfile and both files of tests', () => {
  expect(Object.keys(plan([]).contextFiles)).toEqual(['Dockerfile', 'tests/runtime/structure-tests.json', 'tests/runtime/container-tests.json']);
});

test('a pipeline gets every script that one of its scripts calls or sources', () => {
  const scripts = pipelineScripts();
  const called = Object.values(scripts).flatMap((text) => [...text.matchAll(/"\$\(dirname "\$0"\)\/([a-z-]+\.(?:sh|jq))"/g)].map(([, name]) => name!));
  expect([...new Set(called)].sort()).toEqual(
    Object.keys(scripts)
      .filter((name) => !['admit.sh', 'build.sh', 'release.sh'].includes(name))
      .sort(),
  );
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(called));
});

test('the build of an application gets every script that its script sources, and no other', () => {
  const { 'app-build.sh': script, ...others } = appScripts();
  const sourced = [...script!.matchAll(/^source "\$\(dirname "\$0"\)\/([a-z-]+\.sh)"$/gm)].map(([, name]) => name!);
  expect(sourced.sort()).toEqual(Object.keys(others).sort());
});

test('the hash of files tells names from content', () => {
  expect(hashFiles({ a: 'bc' })).not.toBe(hashFiles({ ab: 'c' }));
  expect(hashFiles({ a: '1', b: '2' })).toBe(hashFiles({ b: '2', a: '1' }));
  expect(hashFiles({})).toMatch(/^[a-f0-9]{64}$/);
});

const { LINUX_AMD64, LINUX_ARM64 } = ImagePlatform;
/** The tools, by the option that tells their checksum. */
const CHECKSUMS: Record<string, (tools: PipelineTools) => PipelineTool> = {
  containerStructureTestSha256: (tools) => tools.containerStructureTest(LINUX_AMD64),
  containerStructureTestArm64Sha256: (tools) => tools.containerStructureTest(LINUX_ARM64),
  craneSha256: (tools) => tools.crane(LINUX_AMD64),
  craneArm64Sha256: (tools) => tools.crane(LINUX_ARM64),
  cosignSha256: (tools) => tools.cosign,
  syftSha256: (tools) => tools.syft,
};
const TOOLS = Object.values(CHECKSUMS);

test('tools come from GitHub by pinned checksums, and from a mirror under the same paths and checksums', () => {
  const github = PipelineTools.fromGitHub();
  const mirror = PipelineTools.fromMirror('https://mirror.example.com/gh');
  for (const tool of TOOLS.map((of) => of(github))) expect(tool).toMatchObject({ url: expect.stringMatching(/^https:\/\/github\.com\/.*\/v\d+\.\d+\.\d+\//), sha256: expect.stringMatching(/^[a-f0-9]{64}$/) });
  expect(new Set(TOOLS.map((of) => of(github).sha256)).size).toBe(TOOLS.length);
  for (const of of TOOLS) expect(of(mirror)).toEqual({ url: of(github).url.replace('https://github.com', 'https://mirror.example.com/gh'), sha256: of(github).sha256 });
});

test('tools are for the platform that they run on', () => {
  const tools = PipelineTools.fromGitHub();
  expect(tools.crane(LINUX_AMD64).url).toMatch(/Linux_x86_64\.tar\.gz$/);
  expect(tools.crane(LINUX_ARM64).url).toMatch(/Linux_arm64\.tar\.gz$/);
  expect(tools.containerStructureTest(LINUX_AMD64).url).toMatch(/linux-amd64$/);
  expect(tools.containerStructureTest(LINUX_ARM64).url).toMatch(/linux-arm64$/);
});

test.each(Object.entries(CHECKSUMS))('a mirror may serve builds of its own, under a checksum of its own: %s', (name, of) => {
  const own = 'b'.repeat(64);
  const tools = PipelineTools.fromMirror('https://m', { [name]: own });
  expect(TOOLS.filter((tool) => tool(tools).sha256 === own)).toEqual([of]);
  expectRefused('InvalidSha256', ['', 'x', `sha256:${own}`], (sha) => PipelineTools.fromMirror('https://m', { [name]: sha }));
});
