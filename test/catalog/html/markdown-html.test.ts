import { markdownHtml } from '../../../lib/catalog/html/markdown-html';
import { markdownGuide } from '../../../lib/catalog/markdown/markdown-guide';

const GUIDE = '## To 13\n\nRead **this** and [that](https://example.com/a?b&c):\n\n1. `FROM`\n2. <b>x</b>\n\n###### Deep\n\n```\n<script>\n```';

test('a guide is HTML whose headings skip no level', () => {
  expect(markdownHtml(GUIDE, 3).text).toBe(
    '<h4>To 13</h4><p>Read <strong>this</strong> and <a href="https://example.com/a?b&amp;c" rel="noopener noreferrer">that</a>:</p>' +
      '<ol><li><code>FROM</code></li><li>&lt;b&gt;x&lt;/b&gt;</li></ol><h5>Deep</h5><pre tabindex="0"><code>&lt;script&gt;</code></pre>',
  );
});

test('no heading is deeper than there are levels', () => {
  expect(markdownHtml('# a\n## b\n### c\n#### d', 4).text).toBe('<h5>a</h5><h6>b</h6><h6>c</h6><h6>d</h6>');
});

test('as Markdown, a guide holds what was understood of it, and the rest as text', () => {
  expect(markdownGuide(GUIDE)).toBe('**To 13**\n\nRead **this** and [that](<https://example.com/a?b&c>):\n\n1. `FROM`\n2. \\<b\\>x\\</b\\>\n\n**Deep**\n\n```\n<script>\n```');
});
