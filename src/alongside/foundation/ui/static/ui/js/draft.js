// What is being written is kept on the server every few seconds, never in the browser.
const EVERY = 10_000;

export function keepDrafts() {
  for (const form of document.querySelectorAll("form[data-draft-url]")) new Draft(form);
}

class Draft {
  constructor(form) {
    this.form = form;
    this.line = form.querySelector("[data-draft-line]");
    this.changed = false;
    form.addEventListener("input", () => { this.changed = true; });
    form.addEventListener("submit", () => { this.changed = false; });
    setInterval(() => this.keep(), EVERY);
    addEventListener("pagehide", () => this.keep(true));
    form.keepDraft = () => this.keep(true);
  }

  async keep(leaving = false) {
    if (!this.changed) return;
    this.changed = false;
    try {
      const answer = await fetch(this.form.dataset.draftUrl, {
        method: "POST",
        body: new URLSearchParams(new FormData(this.form)),
        headers: { Accept: "application/json" },
        keepalive: leaving,
      });
      const said = answer.ok ? await answer.json() : null;
      if (said && said.kept) this.say(this.form.dataset.draftKept.replace("{at}", said.kept));
      else if (!answer.ok && answer.status !== 423) throw new Error(answer.status);
    } catch {
      this.changed = true;
      this.say(this.form.dataset.draftLost);
    }
  }

  say(words) {
    if (this.line) this.line.textContent = words;
  }
}
