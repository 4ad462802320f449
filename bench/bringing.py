"""What a partner's file costs in memory: python -m bench.bringing

Brings a file of each kind in two sizes by page to a service that was started for it, has it taken
in, and prints by how much the process that served the page and that of the background grew at most.
`--only-brought` leaves out the taking in, which lasts minutes; `--short` makes rows of some 200
letters instead of 850, 100,000 of which come to 20 MB.
"""

import argparse
import io
import secrets
import subprocess
import sys
import time
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

from bench.places import settled_in

SIZES = (2, 20)  # MB
KINDS = ("CSV", "XLSX")
LONG, SHORT = 60, 10  # words of 12 letters
SENT = b"----what-a-partner-sent"
HEADINGS = ["Ref", "Name", "DOB", "Street", "Town", "Mobile", "Offence", "Summary"]
MEANS = ["reference", "known_as", "birth_date", "address", "address", "phone", "crime", "happened"]


def main():
    options = argparse.ArgumentParser(prog="bench.bringing", description=__doc__)
    options.add_argument("--only-brought", action="store_true")
    options.add_argument("--kind", choices=KINDS, action="append", help="of both, where not said")
    options.add_argument("--short", action="store_true", help="rows of some 200 letters")
    asked = options.parse_args()
    house = ["--size", "200", "--db", "sqlite", "--build"]
    subprocess.run([sys.executable, "-m", "bench", *house], check=True)
    with settled_in("200", "sqlite"):
        from bench.__main__ import build

        build(0)
        print(
            "| file | MB | rows | web process, MB more | of it per MB | worker, MB more | seconds |"
            " seconds to take in |"
        )
        print("|---|---:|---:|---:|---:|---:|---:|---:|")
        for kind in asked.kind or KINDS:
            made = {"CSV": csv_of, "XLSX": xlsx_of}[kind]
            grown = [_measured(kind, made, size, asked) for size in SIZES]
            ratio = grown[1] / max(grown[0], 0.1)
            print(
                f"| {kind}, {SIZES[1]} MB to {SIZES[0]} MB | | | ×{ratio:.1f} | | | | |", flush=True
            )


def _measured(kind, made, size, asked):
    from alongside.foundation.imports.models import Upload
    from bench.office import Office
    from bench.world import look_round

    content, rows = made(size * 1_000_000, SHORT if asked.short else LONG)
    with closing(Office()) as office:
        browser = _Browser(office.port, look_round().cookies["senior"])
        browser.opens("/imports/new/")
        web, worker = _processes(office.server.pid)
        before = {one: _begin(one) for one in (*web, worker)}
        began = time.perf_counter()
        address = browser.brings(f"list.{kind.lower()}", content)
        took = time.perf_counter() - began
        taking = 0.0
        grown = max(_peak(one) - before[one] for one in web)
        upload = Upload.objects.order_by("at").last()
        more = "–"
        if not asked.only_brought:
            browser.says(address, meanings())
            began = time.perf_counter()
            browser.says(f"/imports/{upload.pk}/take/", {})
            while upload.state in ("arrived", "taking"):
                time.sleep(0.5)
                upload.refresh_from_db()
            if upload.taken != rows:
                raise SystemExit(f"{upload.rejected} of {rows} rows came back.")
            more = f"{_peak(worker) - before[worker]:.0f}"
            taking = time.perf_counter() - began
    told = [kind, f"{len(content) / 1e6:.1f}", f"{rows:,}", f"{grown:.0f}"]
    told += [f"{grown * 1e6 / len(content):.2f}", more, f"{took:.1f}", f"{taking:.0f}"]
    print("| " + " | ".join(told) + " |", flush=True)
    return grown


class _Browser:
    def __init__(self, port, cookies):
        self.line = HTTPConnection("localhost", port, timeout=600)
        said = "; ".join(f"{name}={value}" for name, value in cookies.items())
        self.headers = {"Cookie": said, "Origin": f"http://localhost:{port}"}

    def opens(self, path):
        self._ask("GET", path, None, {})

    def says(self, path, told):
        return self._ask("POST", path, *_form(told))

    def brings(self, name, content):
        return self._ask(
            "POST", "/imports/new/", *_form({"feed": secrets.token_hex(4)}, name, content)
        )

    def _ask(self, method, path, body, headers):
        self.line.request(method, path, body, {**self.headers, **headers})
        answer = self.line.getresponse()
        page = answer.read()
        if answer.status != (200 if method == "GET" else 302):
            raise SystemExit(f"{path} answered {answer.status}: {page[-3000:].decode()}")
        return answer.getheader("Location")


def meanings():
    return {**{f"column-{n}": told for n, told in enumerate(MEANS)}, "source": "partner"}


def _form(told, name="", content=b""):
    from bench.world import CSRF

    parts = {**told, "csrfmiddlewaretoken": CSRF, "once": secrets.token_hex(16)}
    body = b""
    for field, words in parts.items():
        head = f'Content-Disposition: form-data; name="{field}"\r\n\r\n{words}\r\n'
        body += b"--" + SENT + b"\r\n" + head.encode()
    if name:
        head = f'Content-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        body += b"--" + SENT + b"\r\n" + head.encode() + content + b"\r\n"
    kind = {"Content-Type": f"multipart/form-data; boundary={SENT.decode()}"}
    return body + b"--" + SENT + b"--\r\n", kind


def csv_of(size, words):
    text, written, rows = io.StringIO(), 0, 0
    written += text.write(",".join(HEADINGS) + "\n")
    while written < size - 1000:
        rows += 1
        written += text.write(",".join(_row(rows, words)) + "\n")
    return text.getvalue().encode(), rows


def xlsx_of(size, words):
    from alongside.foundation.imports.tests.sheets import with_words_apart

    rows = size // (12 * words)
    return with_words_apart(HEADINGS, *(_row(n, words) for n in range(1, rows + 1))), rows


def _row(n, words):
    """As long as what a partner says of somebody; by lot, so that packing it gains little."""
    happened = " ".join(secrets.token_urlsafe(9) for _ in range(words))
    mobile = f"07700 9{n % 100_000:05}"
    return [str(n), f"Sam {n}", "1992-04-25", f"{n} Mill Lane", "Northgate", mobile, "", happened]


def _processes(office):
    """The server's two workers, and that of the background, which is told by its command."""
    from bench.machine import family_of

    told = {one: Path(f"/proc/{one}/cmdline").read_bytes() for one in family_of(office)}
    worker = [one for one, words in told.items() if words.endswith(b"\0worker\0")]
    return [one for one in told if one not in (office, *worker)], worker[0]


def _begin(process):
    """What it holds now, in MB; from here on its peak is counted anew."""
    Path(f"/proc/{process}/clear_refs").write_text("5")
    return _held(process, "VmRSS:")


def _peak(process):
    return _held(process, "VmHWM:")


def _held(process, what):
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith(what):
            return int(line.split()[1]) / 1024
    raise SystemExit(f"{process} does not tell its memory.")


if __name__ == "__main__":
    sys.exit(main())
