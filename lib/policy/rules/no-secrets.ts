import { isUnresolved } from '../../core/token';
import { imageTexts } from '../image-texts';
import { GateSubject, PolicySubject } from '../policy-subject';
import { fail, Problem, RuleDefinition, unknown } from '../rule-definition';
import { SECRET_PATTERNS } from '../secret-patterns';

export const NO_SECRETS: RuleDefinition = {
  id: 'no-secrets',
  title: 'No environment variable, label, command or file holds what looks like a secret.',
  why: 'Everyone who can pull an image can read all of it, the history of its build and what a later layer removed included. Names that say that a value is a secret are refused at once; this rule looks at values.',
  sources: ['https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/', 'https://www.cisecurity.org/benchmark/docker (4.10)', ...SECRET_PATTERNS.map(({ source }) => source)],
  remedy: 'revoke the secret, since it stands in the source and in the state; hand secrets to containers when they start',
  options: '`ImageRule.noSecrets()`: environment, labels, owner, rationale, reasons, package repositories, entrypoint, command, health check and files of the image, its variants and its stages, and the commands of stages',
};

/** The message tells where and what kind, never the secret. */
export function checkNoSecrets(subject: PolicySubject): readonly Problem[] {
  const texts = [...imageTexts(subject.spec), ...gateTexts(subject.scanGate)];
  return texts.flatMap(({ what, text }) => {
    const found = SECRET_PATTERNS.filter(({ pattern }) => pattern.test(text)).map(({ noun }) => fail(`${what} holds ${noun}`));
    return isUnresolved(text) ? [...found, unknown(`${what} is only known when Terraform runs`)] : found;
  });
}

/** Reasons become a part of the release project's environment. */
function gateTexts(gate: GateSubject | undefined): readonly { readonly what: string; readonly text: string }[] {
  return [
    ...(gate?.reason === undefined ? [] : [{ what: 'the reason of the scan gate', text: gate.reason }]),
    ...(gate?.exceptions ?? []).map(({ id, reason }) => ({ what: `the reason of the exception for ${id}`, text: reason })),
  ];
}
