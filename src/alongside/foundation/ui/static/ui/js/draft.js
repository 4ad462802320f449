// What is being written is kept on the server every few seconds, never in the browser.
const EVERY = 10_000;
const LOCKED = 423;
const MAY_OUTLIVE_THE_PAGE = 60_000; // bytes; browsers send no more once a page is gone

export function keepDrafts() {
  for (const form of document.querySelectorAll("form[data-draft-url]")) new Draft(form);
}

class Draft {
  constructor(form) {
    this.form = form;
    this.line = form.querySelector("[data-draft-line]");
    this.changed = false;
    this.away = false;
    form.addEventListener("input", () => { this.changed = true; });
    form.addEventListener("submit", (event) => this.send(event));
    setInterval(() => this.keep(), EVERY);
    addEventListener("pagehide", () => this.keep(true));
    form.keepDraft = () => this.keep(true);
  }

  async keep(leaving = false) {
    if (!this.changed) return true;
    this.changed = false;
    this.sending = new AbortController();
    const body = new URLSearchParams(new FormData(this.form)).toString();
    try {
      const answer = await fetch(this.form.dataset.draftUrl, {
        method: "POST",
        body,
        headers: { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" },
        keepalive: leaving && body.length < MAY_OUTLIVE_THE_PAGE,
        signal: this.sending.signal,
      });
      await this.hear(answer);
      this.away = false;
    } catch (trouble) {
      if (trouble.name === "AbortError") return true;
      this.changed = this.away = true;
      this.say(this.form.dataset.draftLost);
    }
    return !this.away;
  }

  async hear(answer) {
    if (answer.status === LOCKED) return void dispatchEvent(new Event("locked"));
    if (!answer.ok) throw new Error(answer.status);
    const { kept } = await answer.json();
    if (kept) this.say(this.form.dataset.draftKept.replace("{at}", kept));
  }

  // A form that would be lost on its way stays; the next press sends it, whatever we believe.
  async send(event) {
    if (navigator.onLine && !this.away) return this.rest();
    event.preventDefault();
    this.changed = true;
    const kept = await this.keep();
    this.rest();
    if (kept) this.form.requestSubmit(event.submitter);
  }

  // What is on its way already must not come in after the form, as a draft of what is saved.
  rest() {
    this.changed = this.away = false;
    this.sending?.abort();
  }

  say(words) {
    if (this.line) this.line.textContent = words;
  }
}
