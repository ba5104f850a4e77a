import { ScanGate } from './scan-gate';

/**
 * What scan-gate.jq reads of a gate, as the value of the environment variable SCAN_GATE: everything that it lets through is
 * in it, with the reasons, so that a plan shows it. Only this function and that program know its shape.
 */
export function scanGateDocument(gate: ScanGate): string {
  return JSON.stringify({
    limits: Object.fromEntries(gate._limits),
    enhanced: gate.enhanced,
    onlyFixable: gate.onlyFixable,
    graceDays: gate.graceDays,
    ...(gate.reason !== undefined && { reason: gate.reason }),
    exceptions: gate.exceptions.map(({ id, packageName, expires, reason }) => ({
      id,
      ...(packageName !== undefined && { packageName }),
      expires,
      reason,
    })),
  });
}
