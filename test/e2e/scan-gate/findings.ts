import path from 'node:path';

import type { ScanGate } from '../../../lib/build/scan-gate';
import { scanGateDocument } from '../../../lib/build/scan-gate-document';
import { run } from '../engines/process';

export const SCRIPTS = path.resolve(__dirname, '../../../lib/build/scripts');

/** The time of the tests: 2026-11-24T12:00:00Z. */
export const NOW = Date.UTC(2026, 10, 24, 12) / 1000;

/** A finding of basic scanning, of the shape that Amazon ECR API, ImageScanFinding, gives. */
export function basicFinding(name: string, severity: string, packageName?: string, version = '1.0-1'): object {
  const attributes = packageName === undefined ? [] : [{ key: 'package_name', value: packageName }, { key: 'package_version', value: version }];
  return {
    name,
    description: 'what is wrong',
    uri: `https://example.com/${name}`,
    severity,
    attributes: [...attributes, { key: 'CVSS3_SCORE', value: '7.5' }],
  };
}

export interface Enhanced {
  readonly packages?: readonly string[];
  readonly fixAvailable?: string;
  /** As the AWS CLI prints it: ISO 8601 in version 2, seconds in version 1. */
  readonly vendorCreatedAt?: unknown;
  readonly fixedInVersion?: string;
}

/** A finding of enhanced scanning, of the shape that Amazon ECR API, EnhancedImageScanFinding, gives. */
export function enhancedFinding(vulnerabilityId: string, severity: string, { packages = ['openssl'], fixAvailable, vendorCreatedAt, fixedInVersion }: Enhanced = {}): object {
  return {
    awsAccountId: '111122223333',
    description: 'what is wrong',
    findingArn: `arn:aws:inspector2:eu-west-1:111122223333:finding/${vulnerabilityId}`,
    packageVulnerabilityDetails: {
      cvss: [{ baseScore: 7.5, scoringVector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H', source: 'NVD', version: '3.1' }],
      referenceUrls: [],
      relatedVulnerabilities: [],
      source: 'DEBIAN_CVE',
      sourceUrl: `https://example.com/${vulnerabilityId}`,
      ...(vendorCreatedAt !== undefined && { vendorCreatedAt }),
      vendorSeverity: severity.toLowerCase(),
      vulnerabilityId,
      vulnerablePackages: packages.map((name) => ({
        arch: 'AMD64', epoch: 0, name, packageManager: 'OS', release: '1', sourceLayerHash: `sha256:${'a'.repeat(64)}`, version: '3.0', fixedInVersion: fixedInVersion ?? 'NotAvailable',
      })),
    },
    remediation: { recommendation: { text: 'None Provided' } },
    score: 7.5,
    severity,
    status: 'ACTIVE',
    title: vulnerabilityId,
    type: 'PACKAGE_VULNERABILITY',
    ...(fixAvailable !== undefined && { fixAvailable }),
  };
}

function countsOf(findings: readonly object[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { severity } of findings as { severity: string }[]) counts[severity] = (counts[severity] ?? 0) + 1;
  return counts;
}

/** What DescribeImageScanFindings answers to basic scanning, with a change. */
export function basicAnswer(findings: readonly object[], change: object = {}): object {
  return {
    imageScanStatus: { status: 'COMPLETE', description: 'The scan was completed successfully.' },
    imageScanFindings: { imageScanCompletedAt: '2026-11-24T11:00:00+00:00', findingSeverityCounts: countsOf(findings), findings, ...change },
  };
}

/** The same of enhanced scanning. */
export function enhancedAnswer(enhancedFindings: readonly object[], change: object = {}): object {
  return {
    imageScanStatus: { status: 'ACTIVE', description: 'Continuous scan is selected for image.' },
    imageScanFindings: { findingSeverityCounts: countsOf(enhancedFindings), enhancedFindings, ...change },
  };
}

export interface Question {
  readonly gate: unknown;
  readonly answer: unknown;
  readonly now?: number;
}

export interface Decision {
  readonly verdict: 'passes' | 'refused' | 'unsettled' | 'unreadable';
  readonly problem: string;
  readonly lines: readonly string[];
  readonly blocking: readonly { readonly id: string; readonly severity: string; readonly package: string | null; readonly version: string | null; readonly fixedIn: string | null; readonly uri: string | null }[];
}

export const gateOf = (gate: ScanGate): unknown => JSON.parse(scanGateDocument(gate)) as unknown;

/** What scan-gate.jq decides of each question, in one run of jq. */
export async function decisions(questions: readonly Question[]): Promise<readonly Decision[]> {
  const input = questions.map(({ gate, answer, now = NOW }) => JSON.stringify({ gate: [gate], answer: [answer], now })).join('\n');
  const output = await run('jq', ['-c', '-f', path.join(SCRIPTS, 'scan-gate.jq')], { input });
  const decided = output.trim().split('\n').map((line) => JSON.parse(line) as Decision);
  if (decided.length !== questions.length) throw new Error(`${questions.length} questions had ${decided.length} decisions`);
  return decided;
}

export async function decide(gate: ScanGate, answer: unknown, now?: number): Promise<Decision> {
  const [decision] = await decisions([{ gate: gateOf(gate), answer, now }]);
  return decision!;
}
