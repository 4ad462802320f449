// The screen goes blank after some minutes without use; whatever was typed is kept first.
const MINUTE = 60_000;
const WARN = 2 * MINUTE;

export function watchTheClock() {
  const { lockAfter, lockUrl, stayUrl } = document.body.dataset;
  if (lockAfter) new Watch(Number(lockAfter) * 1000, lockUrl, stayUrl);
}

class Watch {
  constructor(limit, lockUrl, stayUrl) {
    Object.assign(this, { limit, lockUrl, stayUrl, seen: Date.now(), told: Date.now() });
    for (const sign of ["keydown", "pointerdown", "scroll", "input"]) {
      addEventListener(sign, () => this.present(), { passive: true });
    }
    setInterval(() => this.look(), 5_000);
  }

  present() {
    this.seen = Date.now();
    this.line?.remove();
    this.line = null;
    if (this.seen - this.told > MINUTE) this.tell();
  }

  tell() {
    this.told = Date.now();
    fetch(this.stayUrl, { method: "POST", headers: { "X-CSRFToken": token() } }).catch(() => {});
  }

  look() {
    const idle = Date.now() - this.seen;
    if (idle > this.limit) this.lock();
    else if (idle > this.limit - WARN && !this.line) this.warn();
  }

  warn() {
    this.line = document.createElement("div");
    this.line.className = "app-note app-note--brand app-locks-soon";
    this.line.setAttribute("role", "status");
    this.line.textContent = document.body.dataset.lockSoon;
    document.body.append(this.line);
  }

  async lock() {
    this.limit = Infinity;
    for (const form of document.querySelectorAll("form[data-draft-url]")) await form.keepDraft?.();
    const form = document.createElement("form");
    form.method = "post";
    form.action = this.lockUrl;
    for (const [name, value] of [["csrfmiddlewaretoken", token()], ["next", location.pathname]]) {
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    }
    document.body.append(form);
    form.submit();
  }
}

function token() {
  return document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
}
