'use strict';
// Search and copying. Without it, everything can still be read: the page is complete.
(() => {
  const search = document.getElementById('search');
  const query = document.getElementById('query');
  const status = document.getElementById('status');
  const nothing = document.getElementById('nothing');
  const articles = [...document.querySelectorAll('article')];
  const texts = new Map(articles.map((article) => [article.id, article.textContent.toLowerCase()]));

  const filter = () => {
    const words = query.value.toLowerCase().split(/\s+/).filter((word) => word !== '');
    const found = new Set([...texts].filter(([, text]) => words.every((word) => text.includes(word))).map(([id]) => id));
    for (const element of document.querySelectorAll('[data-image]')) element.hidden = !found.has(element.dataset.image);
    for (const node of document.querySelectorAll('svg.lineage a.node')) node.classList.toggle('faded', !found.has(node.getAttribute('href').slice(1)));
    nothing.hidden = found.size > 0;
    status.textContent = words.length === 0 ? '' : `${found.size} of ${texts.size}`;
  };

  if (articles.length > 0) {
    search.hidden = false;
    query.addEventListener('input', filter);
    document.addEventListener('keydown', (event) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || document.activeElement === query) return;
      event.preventDefault();
      query.focus();
    });
    // The browser may have kept what was typed before the page was loaded again.
    if (query.value !== '') filter();
  }

  if (navigator.clipboard === undefined) return;
  for (const snippet of document.querySelectorAll('.snippet')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Copy';
    button.setAttribute('aria-label', `Copy: ${snippet.dataset.copy}`);
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(snippet.querySelector('code').textContent);
      button.textContent = 'Copied';
      setTimeout(() => { button.textContent = 'Copy'; }, 2000);
    });
    snippet.append(button);
  }
})();
