import * as fc from 'fast-check';

import { escapeHtml, html, Markup } from '../../../lib/catalog/html/markup';

test('values are escaped, markup is not, and nothing is nothing', () => {
  expect(html`<p title="${'"><img onerror='}">${'<b>&\''}${html`<i>${1}</i>`}${[html`<u>x</u>`, 'y&']}${undefined}${null}${false}</p>`.text).toBe(
    '<p title="&quot;&gt;&lt;img onerror=">&lt;b&gt;&amp;&#39;<i>1</i><u>x</u>y&amp;</p>',
  );
});

test('only markup is markup: what looks like it is text', () => {
  expect(html`${{ text: '<b>' } as unknown as Markup}`.text).toBe('');
});

test('no text has a character left that ends an element or an attribute', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => expect(escapeHtml(text)).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/)));
});
