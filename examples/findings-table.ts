import { FindingVerdict, ImageFinding } from 'cdktf-golden-image';

/** What policies found, as a table; what passes is counted alone. */
export function findingsTable(findings: readonly ImageFinding[]): string {
  const others = findings.filter(({ verdict }) => verdict !== FindingVerdict.PASS);
  const rows = others.map(({ rule, severity, verdict, message }) => [rule, severity, verdict, message]);
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => row[column]!.length)));
  return [
    `  policies          ${findings.length - others.length} passed, ${others.length} did not`,
    ...rows.map((row) => `    ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`),
  ].join('\n');
}
