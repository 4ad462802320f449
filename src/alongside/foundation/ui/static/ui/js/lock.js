// The screen goes blank after some minutes without use; whatever was typed is kept first.
const MINUTE = 60_000;
const WARN = 2 * MINUTE;
const SIGNS = ["keydown", "pointerdown", "scroll", "input"];
const LOCKED = 423;

export function watchTheClock() {
  const said = document.body.dataset;
  if (said.lockAfter) new Watch(Number(said.lockAfter) * 1000, said);
}

class Watch {
  constructor(limit, said) {
    const start = Date.now();
    Object.assign(this, { limit, said, seen: start, told: start, shared: start });
    this.line = document.createElement("div");
    this.line.setAttribute("role", "status");
    this.line.className = "app-locks-soon";
    document.body.append(this.line);
    // Someone who works in one window is there for the others as well.
    this.windows = new BroadcastChannel("presence");
    this.windows.addEventListener("message", ({ data }) => (data === "locked" ? this.lock() : this.stays()));
    for (const sign of SIGNS) addEventListener(sign, (event) => this.present(event), { passive: true });
    addEventListener("locked", () => this.lock());
    setInterval(() => this.look(), 5_000);
  }

  // A press on "Stay" counts when it is finished, or the button would be gone beneath the finger.
  present(event) {
    if (this.late() || (event.type === "pointerdown" && this.line.contains(event.target))) return;
    this.stays();
    if (this.seen - this.told > MINUTE) this.tell();
    if (this.seen - this.shared < 5_000) return;
    this.shared = this.seen;
    this.windows.postMessage("here");
  }

  stays() {
    this.seen = Date.now();
    this.line.replaceChildren();
  }

  async tell() {
    this.told = Date.now();
    const answer = await post(this.said.stayUrl).catch(() => null);
    if (answer?.status === LOCKED) this.lock();
  }

  look() {
    if (!this.late() && Date.now() - this.seen > this.limit - WARN) this.warn();
  }

  late() {
    const late = this.locking || Date.now() - this.seen > this.limit;
    if (late) this.lock();
    return late;
  }

  warn() {
    if (this.line.hasChildNodes()) return;
    const words = Object.assign(document.createElement("p"), { textContent: this.said.lockSoon });
    const stay = Object.assign(document.createElement("button"), { type: "button", textContent: this.said.lockStay });
    stay.className = "govuk-button govuk-button--secondary govuk-button--small";
    stay.addEventListener("click", () => { this.stays(); this.tell(); });
    this.line.append(words, stay);
  }

  // Blank at once; then keep, lock and leave no page behind. Where nobody answers, try again.
  async lock() {
    if (this.busy) return;
    this.busy = this.locking = true;
    document.documentElement.classList.add("app-closed");
    for (const form of document.querySelectorAll("form[data-draft-url]")) await form.keepDraft?.();
    try {
      const answer = await post(this.said.lockUrl, { next: location.pathname + location.search });
      this.windows.postMessage("locked");
      location.replace(answer.redirected ? answer.url : location.pathname + location.search);
    } catch {
      this.line.textContent = this.said.lockWaits;
      this.busy = false;
    }
  }
}

function post(address, fields = {}) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  return fetch(address, { method: "POST", body: new URLSearchParams(fields), headers: { "X-CSRFToken": token } });
}
