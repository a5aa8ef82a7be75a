// What a picture says where it is touched, and light or dark. Everything else on these pages works without this.
'use strict';

const says = document.getElementById('says');

function show(event) {
  const mark = event.target.closest ? event.target.closest('[data-says]') : null;
  says.hidden = !mark;
  if (!mark) return;
  says.textContent = mark.dataset.says;
  const left = Math.min(event.clientX + 12, window.innerWidth - says.offsetWidth - 8);
  const top = event.clientY + 16 + says.offsetHeight > window.innerHeight
    ? event.clientY - says.offsetHeight - 8
    : event.clientY + 16;
  says.style.left = Math.max(8, left) + 'px';
  says.style.top = Math.max(8, top) + 'px';
}

// The words of a mark stand in a <title> for those who have no script; with one they would be shown twice.
for (const title of document.querySelectorAll('[data-says] > title')) title.remove();
document.addEventListener('pointermove', show);
document.addEventListener('pointerdown', show);
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') says.hidden = true;
});

const button = document.getElementById('theme');
const root = document.documentElement;

function remembered() {
  try {
    return localStorage.getItem('touchstone-theme');
  } catch {
    return null; // a browser may forbid it to pages from disk
  }
}

function apply(theme) {
  if (theme) root.dataset.theme = theme;
}

apply(remembered());
button.hidden = false;
button.addEventListener('click', () => {
  const isDark = root.dataset.theme
    ? root.dataset.theme === 'dark'
    : window.matchMedia('(prefers-color-scheme: dark)').matches;
  apply(isDark ? 'light' : 'dark');
  try {
    localStorage.setItem('touchstone-theme', root.dataset.theme);
  } catch {
    // then it holds for this page
  }
});
