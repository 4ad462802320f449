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
    const until = start + Number(said.callLeft) * 1000;
    Object.assign(this, { limit, said, until, seen: start, told: start, shared: start });
    this.line = document.createElement("div");
    this.line.setAttribute("role", "status");
    this.line.className = "app-locks-soon";
    document.body.append(this.line);
    // Someone who works in one window is there for the others as well.
    this.windows = new BroadcastChannel("presence");
    this.windows.addEventListener("message", ({ data }) => this.hears(data));
    this.offerCall(document.querySelector("[data-call]"));
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

  hears(data) {
    if (data === "locked") return void this.lock();
    if (data.until) this.until = data.until;
    this.stays();
  }

  async tell(fields) {
    this.told = Date.now();
    const answer = await post(this.said.stayUrl, fields).catch(() => null);
    if (answer?.status === LOCKED) this.lock();
    return answer?.ok;
  }

  // Talking on the phone is not idling, and only she can say that she is.
  offerCall(place) {
    if (!place) return;
    place.hidden = false;
    place.firstElementChild.addEventListener("click", async ({ target }) => {
      if (!(await this.tell({ call: 1 }))) return;
      this.until = Date.now() + 30 * MINUTE;
      this.windows.postMessage({ until: this.until });
      target.textContent = this.said.callSaid;
    });
  }

  get ends() {
    return Math.max(this.seen + this.limit, this.until);
  }

  look() {
    if (!this.late() && Date.now() > this.ends - WARN) this.warn();
  }

  late() {
    const late = this.locking || Date.now() > this.ends;
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
