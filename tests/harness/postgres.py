"""A private PostgreSQL server for one command: python -m tests.harness.postgres -- COMMAND ..."""

import glob
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

DATABASES = {"DATABASE_URL": "alongside", "KEYS_DATABASE_URL": "alongside_keys"}
USAGE = "Usage: python -m tests.harness.postgres -- COMMAND ..."
MISSING = (
    "PostgreSQL is not installed: install your system's server package "
    "(on Debian and Ubuntu: apt-get install postgresql), then run this again."
)


def programs() -> Path:
    """The folder of the server's programs, which most systems keep off the PATH."""
    folders = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=_version, reverse=True)
    if found := shutil.which("pg_config"):
        folders.append(subprocess.check_output([found, "--bindir"], text=True).strip())
    if found := shutil.which("initdb"):
        folders.append(str(Path(found).resolve().parent))
    for folder in map(Path, folders):
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise SystemExit(MISSING)


def _version(folder):
    number = Path(folder).parent.name
    return float(number) if number.replace(".", "", 1).isdigit() else 0.0


def server_user() -> str | None:
    """PostgreSQL refuses to run as root: then it runs as the user its package made."""
    if os.getuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


@contextmanager
def private_server(kept: Path | None = None) -> Iterator[dict[str, str]]:
    """Starts a server that only this user can reach, yields its addresses, leaves nothing behind
    but what shall be `kept` in a folder of its own.

    It keeps fsync on: what the tests prove about lost power must hold here too.
    """
    with Server(kept) as server:
        try:
            yield server.addresses
        finally:
            server.run("pg_ctl", "-D", server.data, "-m", "fast", "-w", "stop")


class Server:
    """A server with a folder of its own, which a story may kill and start again."""

    def __init__(self, kept: Path | None = None):
        self.kept = kept

    def __enter__(self) -> "Server":
        self.folder = Path(tempfile.mkdtemp(prefix="alongside-postgres-"))
        self.data = str(self.kept or self.folder / "data")
        is_new = not Path(self.data, "PG_VERSION").exists()
        self.run = _runner(programs(), self.folder)
        made = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"]
        try:
            if is_new:
                self.run("initdb", "-D", self.data, *made)
            self.start()
            for name in DATABASES.values() if is_new else ():
                self.run("createdb", "-h", str(self.folder), "-U", "postgres", name)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *error: object) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def addresses(self) -> dict[str, str]:
        server = f"postgres://postgres@{quote(str(self.folder), safe='')}"
        return {variable: f"{server}/{name}" for variable, name in DATABASES.items()}

    def start(self) -> None:
        log, options = f"{self.folder}/server.log", f"-c listen_addresses= -k {self.folder}"
        self.run("pg_ctl", "-D", self.data, "-l", log, "-w", "-o", options, "start")

    def kill(self) -> None:
        """At once, as when the machine loses it: no checkpoint, connections broken."""
        self.run("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop")


def _runner(folder, owned):
    as_user = {}
    if user := server_user():
        shutil.chown(owned, user)
        as_user = {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}

    def run(program, *arguments):
        done = subprocess.run(
            [folder / program, *arguments],
            cwd=owned.parent,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C is for the command; the server is stopped in order
            text=True,
            **as_user,
        )
        if done.returncode:
            raise SystemExit(f"PostgreSQL's {program} failed:\n{done.stdout}")

    return run


def run_with(environment: dict[str, str], command: list[str]) -> int:
    """Runs the command to its end, whatever signals come, and answers its exit code."""
    child = subprocess.Popen(command, env=os.environ | environment)
    signal.signal(signal.SIGINT, lambda *_: None)  # the terminal has told the child as well
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    code = child.wait()
    return code if code >= 0 else 128 - code


def main(arguments: list[str]) -> int:
    """Start, run, stop; the exit code is the command's."""
    command = arguments[1:] if arguments[:1] == ["--"] else arguments
    if not command:
        raise SystemExit(USAGE)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with private_server() as addresses:
        return run_with({**addresses, "TESTS_ON_POSTGRES": "1"}, command)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
