'use strict';
// Before the page is drawn: the colours that the reader chose, and that scripts run.
(() => {
  const root = document.documentElement;
  root.classList.add('scripted');
  let chosen = null;
  // A browser may keep nothing for pages from a disk.
  try { chosen = localStorage.getItem('theme'); } catch { /* the system's colours */ }
  if (chosen === 'light' || chosen === 'dark') root.dataset.theme = chosen;
})();
