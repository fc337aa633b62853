'use strict';
// The filter and the fold of all projects. Without this script the page is whole, only longer to look through.
(() => {
  const form = document.querySelector('.filter');
  const fields = form.elements;
  const projects = [...document.querySelectorAll('.project')].map(element => ({
    element,
    name: element.querySelector('h3').textContent.toLowerCase(),
    rows: [...element.querySelectorAll('.matrix tbody tr')].map(row => ({
      row,
      name: row.querySelector('th').textContent.toLowerCase(),
      cells: [...row.querySelectorAll('td')],
    })),
  }));
  const ofArchitecture = [...document.querySelectorAll('[data-a]')];
  const fewEnoughToOpen = 3;
  const openAtFirst = new Set(projects.filter(p => p.element.open));

  const matches = (cell, architecture, vote) =>
    (!architecture || cell.dataset.a === architecture) && (!vote || (cell.dataset.v || '').split(' ').includes(vote));

  function filter() {
    const words = fields.text.value.toLowerCase().split(/\s+/).filter(Boolean);
    const architecture = fields.architecture.value;
    const vote = fields.vote.value;
    for (const element of ofArchitecture) element.hidden = architecture !== '' && element.dataset.a !== architecture;
    const found = [];
    for (const project of projects) {
      let any = false;
      for (const { row, name, cells } of project.rows) {
        const named = words.every(word => name.includes(word) || project.name.includes(word));
        row.hidden = !(named && ((!architecture && !vote) || cells.some(cell => !cell.classList.contains('empty') && matches(cell, architecture, vote))));
        any ||= !row.hidden;
      }
      project.element.hidden = !any;
      if (any) found.push(project);
    }
    const all = words.length === 0 && !architecture && !vote;
    if (!all && found.length <= fewEnoughToOpen) for (const project of found) project.element.open = true;
    if (all && fields.fold.getAttribute('aria-pressed') === 'false') for (const project of projects) project.element.open = openAtFirst.has(project);
    fields.found.value = all ? '' : `${found.length} of ${projects.length} projects`;
  }

  function fold() {
    const open = fields.fold.getAttribute('aria-pressed') === 'false';
    fields.fold.setAttribute('aria-pressed', String(open));
    for (const project of projects) project.element.open = open;
  }

  form.addEventListener('input', filter);
  form.addEventListener('submit', event => event.preventDefault());
  fields.fold.addEventListener('click', fold);
  form.hidden = false;
  // A browser that goes back has kept what was typed.
  if (fields.text.value || fields.architecture.value || fields.vote.value) filter();
})();
