// Shows what the server says is going on. Text goes in as text: nothing that is measured can become a part of the page.
'use strict';

const live = document.getElementById('live');
let shown = '';

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function table(headings, rows) {
  const made = element('table');
  const head = made.createTHead().insertRow();
  for (const heading of headings) head.append(element('th', heading));
  const body = made.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    for (const [text, className] of row) {
      const cell = line.insertCell();
      cell.append(element('span', text, className));
    }
  }
  const around = element('div', undefined, 'table');
  around.append(made);
  return around;
}

function show(said) {
  live.replaceChildren();
  if (!said.going) {
    live.append(element('p', 'Nothing is being measured. The newest whole run is ' + (said.newest || 'none yet') + '.'));
    return;
  }
  const { run, machine, command, alive, rounds, verdicts } = said.going;
  live.append(element('p', run + ', on ' + machine));
  live.append(element('pre', command));
  if (!alive) {
    live.append(element('p', 'Nobody is measuring it at the moment: `touchstone run --resume` goes on with it.', 'caution'));
  }
  live.append(element('h2', 'Rounds so far'));
  live.append(rounds.length
    ? table(['experiment', 'workload', 'rounds', 'at most', 'disturbed'], rounds.map((row) => [
        [row.experiment, 'strong'], [row.workload], [String(row.done)], [String(row.of)], [String(row.disturbed)],
      ]))
    : element('p', 'None yet: answers are being checked, and paces found.'));
  live.append(element('h2', 'Verdicts of the last look'));
  live.append(table(['verdict', 'expectation', 'measured', 'asked for', 'why'], verdicts.map((row) => [
    [row.verdict, row.tone], [row.experiment + ': ' + row.expectation], [row.measured], [row.target], [row.reason, 'faint'],
  ])));
}

async function ask() {
  try {
    const text = await (await fetch('live.json', { cache: 'no-store' })).text();
    if (text !== shown) {
      show(JSON.parse(text));
      shown = text;
    }
  } catch {
    shown = '';
    live.replaceChildren(element('p', 'The server does not answer any more.', 'caution'));
  }
  setTimeout(ask, 500);
}

ask();
