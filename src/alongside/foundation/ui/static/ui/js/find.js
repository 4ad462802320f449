// Results while one types. The words travel in the body of a request, and are kept nowhere.
const LOCKED = 423;
const WAYS = { ArrowDown: 1, ArrowUp: -1 };

export function findAsTyped() {
  for (const form of document.querySelectorAll("form[data-find-url]")) new Finder(form);
}

class Finder {
  constructor(form) {
    this.form = form;
    this.field = form.querySelector("[data-find]");
    this.said = form.querySelector("[role=status]");
    this.found = form.querySelector("[data-found]") ?? document.querySelector("main [data-found]");
    this.field.addEventListener("input", () => this.typed(250));
    form.addEventListener("submit", (event) => this.lost || this.typed(0, event.preventDefault()));
    addEventListener("keydown", (event) => this.move(event));
    if (form.contains(this.found)) addEventListener("focusin", ({ target }) => form.contains(target) || this.show());
  }

  typed(pause) {
    clearTimeout(this.pause);
    this.turn = {};
    const { length } = this.field.value.trim();
    if (pause && length < 2) this.show();
    else this.pause = setTimeout(() => this.ask(this.turn), pause);
    if (!length) this.form.box.value = crypto.randomUUID?.() ?? ""; // another search
  }

  async ask(turn) {
    const answer = await fetch(this.form.dataset.findUrl, { method: "POST", body: new URLSearchParams(new FormData(this.form)) }).catch(() => ({}));
    if (answer.status === LOCKED) return dispatchEvent(new Event("locked"));
    const words = answer.ok ? await answer.text() : "";
    if (turn !== this.turn) return;
    this.show(...new DOMParser().parseFromString(words, "text/html").body.childNodes);
    if ((this.lost = !words)) this.found.textContent = this.form.dataset.findLost;
    this.said.textContent = (this.found.querySelector("[data-said]") ?? this.found).textContent;
  }

  show(...found) {
    this.found.replaceChildren(...found);
    this.said.textContent = "";
  }

  // From the box into the results and back.
  move(event) {
    const hits = [...this.found.querySelectorAll("[data-hit]")];
    const at = hits.indexOf(document.activeElement);
    if (!(event.key in WAYS) || (at < 0 && event.target !== this.field)) return;
    event.preventDefault();
    (hits[Math.min(at + WAYS[event.key], hits.length - 1)] ?? this.field).focus();
  }
}
