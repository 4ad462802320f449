// Keys for those who want them: each leads where a link of the page leads, and never from a field.
const TOGETHER = 1_500; // between the two keys of one shortcut
const FIELDS = "input, textarea, select, [contenteditable]";
let before = { key: "", at: 0 };

export function listenForKeys() {
  if (document.querySelector("[data-keys]")) addEventListener("keydown", pressed);
  for (const field of document.querySelectorAll("[data-filter]")) new Filter(field);
}

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest?.(FIELDS)) return;
  const both = Date.now() - before.at < TOGETHER ? `${before.key} ${event.key}` : event.key;
  before = { key: event.key, at: Date.now() };
  const link = linkFor(both) ?? linkFor(event.key);
  const field = event.key === "/" && document.querySelector("[data-find]");
  if (!link && !field) return;
  event.preventDefault();
  if (!field) return location.assign(link.dataset.keysTo ?? link.href);
  if (!field.checkVisibility()) field.closest("details").open = true;
  field.focus();
}

function linkFor(keys) {
  return document.querySelector(`[data-keys="${CSS.escape(keys)}"]`);
}

// A list that grows shorter while one types; Enter follows what is left on top.
class Filter {
  constructor(field) {
    this.lines = [...document.querySelectorAll(`#${field.dataset.filter} > li`)];
    field.form.addEventListener("submit", (event) => this.follow(event));
    field.addEventListener("input", () => this.narrow(field.value.trim().toLowerCase()));
    field.focus();
  }

  narrow(typed) {
    for (const line of this.lines) line.hidden = !line.textContent.toLowerCase().includes(typed);
  }

  follow(event) {
    const link = this.lines.find((line) => !line.hidden)?.querySelector("a");
    if (!link) return;
    event.preventDefault();
    location.assign(link.href);
  }
}
