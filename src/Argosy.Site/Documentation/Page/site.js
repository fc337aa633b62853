'use strict';
(() => {
  const root = document.documentElement;
  const base = root.dataset.root;
  const first = selector => document.querySelector(selector);

  // Colours: the system's until the reader chooses, then the same on each page.
  const theme = first('.theme');
  const isDark = () => root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  const label = () => {
    theme.querySelector('.word').textContent = isDark() ? 'Light' : 'Dark';
    theme.querySelector('.sign').textContent = isDark() ? '☀' : '☾';
    theme.setAttribute('aria-label', isDark() ? 'Use light colours' : 'Use dark colours');
  };
  theme.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    try { localStorage.setItem('theme', root.dataset.theme); } catch { /* until the next page */ }
    label();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', label);
  label();
  theme.hidden = false;

  // The list of pages, on narrow windows.
  const menu = first('.menu');
  const pages = first('#pages');
  menu.addEventListener('click', () => {
    const open = menu.getAttribute('aria-expanded') !== 'true';
    menu.setAttribute('aria-expanded', open);
    pages.classList.toggle('open', open);
  });
  menu.hidden = false;
  const current = pages.querySelector('[aria-current]');
  if (current && pages.scrollHeight > pages.clientHeight) pages.scrollTop = current.offsetTop - pages.clientHeight / 2;

  // Copies a block of code.
  for (const block of document.querySelectorAll('.code')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = 'Copy';
    button.addEventListener('click', async () => {
      const text = block.querySelector('code').textContent;
      try {
        await navigator.clipboard.writeText(text);
        button.textContent = 'Copied';
      } catch {
        // Without a secure address there is no clipboard: the text is selected for the reader's own command.
        getSelection().selectAllChildren(block.querySelector('code'));
        button.textContent = 'Selected';
      }
      setTimeout(() => { button.textContent = 'Copy'; }, 1500);
    });
    block.prepend(button);
  }

  // Search.
  const form = first('.search');
  const field = form.elements.words;
  const found = first('#found');
  const list = found.querySelector('ol');
  const count = found.querySelector('.count');
  const most = 30;
  let parts = null;
  let loading = null;

  const load = () => loading ??= new Promise(done => {
    const script = document.createElement('script');
    script.src = `${base}assets/search-index.js`;
    script.onload = () => {
      parts = window.siteIndex.flatMap(([url, title, ...rest]) => {
        const own = [];
        for (let i = 0; i < rest.length; i += 3) {
          const [anchor, heading, text] = rest.slice(i, i + 3);
          own.push({ url: anchor ? `${url}#${anchor}` : url, title, heading, text, title_: title.toLowerCase(), heading_: heading.toLowerCase(), text_: text.toLowerCase() });
        }
        return own;
      });
      done();
    };
    document.head.append(script);
  });

  // The beginning of a word counts more than its middle.
  const begins = (text, word) => {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      if (at === 0 || !/[a-z0-9]/.test(text[at - 1])) return true;
    }
    return false;
  };

  const score = (part, words) => {
    let sum = 0;
    for (const word of words) {
      const inHeading = part.heading_.includes(word);
      const inTitle = part.title_.includes(word);
      if (!inHeading && !inTitle && !part.text_.includes(word)) return 0;
      sum += part.heading_ === word ? 100 : inHeading ? 20 : inTitle ? 8 : begins(part.text_, word) ? 3 : 1;
    }
    return sum;
  };

  // Texts only: nothing of a page is read as markup.
  const marked = (text, words) => {
    const pieces = [];
    const lower = text.toLowerCase();
    for (let at = 0; at < text.length;) {
      let next = null;
      for (const word of words) {
        const place = lower.indexOf(word, at);
        if (place >= 0 && (next === null || place < next.place)) next = { place, length: word.length };
      }
      if (next === null) { pieces.push(text.slice(at)); break; }
      pieces.push(text.slice(at, next.place));
      const mark = document.createElement('mark');
      mark.textContent = text.slice(next.place, next.place + next.length);
      pieces.push(mark);
      at = next.place + next.length;
    }
    return pieces;
  };

  const excerpt = (part, words) => {
    const places = words.map(word => part.text_.indexOf(word)).filter(place => place >= 0);
    const from = Math.max(0, (places.length ? Math.min(...places) : 0) - 60);
    const text = part.text.slice(from, from + 180);
    return (from > 0 ? '…' : '') + text + (from + 180 < part.text.length ? '…' : '');
  };

  const element = (name, className, children) => {
    const node = document.createElement(name);
    if (className) node.className = className;
    node.append(...children);
    return node;
  };

  async function search() {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    found.hidden = words.length === 0;
    if (words.length === 0) return;
    await load();
    const hits = parts.map(part => ({ part, score: score(part, words) })).filter(hit => hit.score > 0).sort((a, b) => b.score - a.score);
    count.textContent = hits.length === 0 ? 'Nothing found' : hits.length === 1 ? '1 place' : `${hits.length} places`;
    list.replaceChildren(...hits.slice(0, most).map(({ part }) => {
      const link = element('a', '', [
        element('b', '', marked(part.heading, words)),
        element('span', 'sub', part.heading === part.title ? [] : [part.title]),
        element('span', 'excerpt', marked(excerpt(part, words), words)),
      ]);
      link.href = base + part.url;
      return element('li', '', [link]);
    }));
  }

  const close = () => { found.hidden = true; };
  field.addEventListener('focus', load);
  field.addEventListener('input', search);
  form.addEventListener('submit', event => { event.preventDefault(); list.querySelector('a')?.click(); });
  list.addEventListener('click', close);
  form.addEventListener('keydown', event => {
    const links = [...list.querySelectorAll('a')];
    const at = links.indexOf(document.activeElement);
    if (event.key === 'Escape') { close(); field.focus(); }
    else if (event.key === 'ArrowDown' && links.length) { event.preventDefault(); links[Math.min(at + 1, links.length - 1)].focus(); }
    else if (event.key === 'ArrowUp' && at >= 0) { event.preventDefault(); (at === 0 ? field : links[at - 1]).focus(); }
  });
  document.addEventListener('keydown', event => {
    if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? '')) {
      event.preventDefault();
      field.focus();
      field.select();
    }
  });
  document.addEventListener('click', event => { if (!form.contains(event.target)) close(); });
  form.hidden = false;
})();
