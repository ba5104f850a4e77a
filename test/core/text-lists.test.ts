import { ENVIRONMENT_NAME, ENVIRONMENT_VALUE } from '../../lib/core/image-grammar';
import { checkNamedTexts } from '../../lib/core/text-lists';

test('the order in which names are declared is no change', () => {
  expect(checkNamedTexts(ENVIRONMENT_NAME, ENVIRONMENT_VALUE, { PATH: '/bin', HOME: '/root' }, 'Here')).toEqual([
    { name: 'HOME', value: '/root' },
    { name: 'PATH', value: '/bin' },
  ]);
});
