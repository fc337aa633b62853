'use strict';
// The filter. Without this script the page is whole, only longer to look through.
(() => {
  const form = document.querySelector('.filter');
  const fields = form.elements;
  const rows = [...document.querySelectorAll('.ledger tbody tr')].map(row => ({
    row,
    name: row.querySelector('th').textContent.toLowerCase(),
    cells: [...row.querySelectorAll('td')],
  }));
  const ofPlatform = [...document.querySelectorAll('.ledger [data-a]')];

  function filter() {
    const words = fields.text.value.toLowerCase().split(/\s+/).filter(Boolean);
    const platform = fields.platform.value;
    const status = fields.status.value;
    for (const element of ofPlatform) element.hidden = platform !== '' && element.dataset.a !== platform;
    let found = 0;
    for (const { row, name, cells } of rows) {
      row.hidden = !(words.every(word => name.includes(word))
        && (!status || cells.some(cell => !cell.hidden && cell.dataset.s === status)));
      if (!row.hidden) found++;
    }
    fields.found.value = words.length || platform || status ? `${found} of ${rows.length} lines` : '';
  }

  form.addEventListener('input', filter);
  form.addEventListener('submit', event => event.preventDefault());
  form.hidden = false;
  // A browser that goes back has kept what was typed.
  if (fields.text.value || fields.platform.value || fields.status.value) filter();
})();
