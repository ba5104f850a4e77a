import { App } from 'cdktf';

import { EXCEPTIONS, excuses } from '../checks/exceptions';
import { Finding } from '../checks/finding';
import { exampleFolders, EXAMPLES } from '../support/examples';
import { CONTROLS, judge } from '../support/security-hub';
import { synthesize } from '../support/stack';

const judged = Object.entries(EXAMPLES).flatMap(([example, make]) => {
  const { resource } = synthesize(make(new App())).json;
  return CONTROLS.map((control) => ({ example, control, ...judge(control, resource) }));
});

const findings = judged.flatMap(({ control, failed }) =>
  failed.map((resource): Finding => ({ tool: 'security-hub', check: control.id, title: control.title, resource })));

test('every example is checked', () => {
  expect(Object.keys(EXAMPLES).sort()).toEqual(exampleFolders());
});

test('no example fails a control of Security Hub without a reason', () => {
  expect(findings.filter((finding) => !EXCEPTIONS.some((exception) => excuses(exception, finding)))).toEqual([]);
});

test('no exception from a control of Security Hub excuses nothing', () => {
  const exceptions = EXCEPTIONS.filter(({ tool }) => tool === 'security-hub');
  expect(exceptions.filter((exception) => !findings.some((finding) => excuses(exception, finding)))).toEqual([]);
});

test('every control judges resources of the platform example, except for what it has none of', () => {
  const idle = judged.filter(({ example, judged: resources }) => example === 'platform' && resources.length === 0);
  expect(idle.map(({ control }) => control.id)).toEqual(['CodeBuild.7']);
});
