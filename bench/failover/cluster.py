"""Three PostgreSQL nodes on this machine under Patroni, one etcd, one haproxy in front."""

import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import yaml
from tests.harness.postgres import programs, server_user

PATRONI = ["patroni[etcd3,psycopg3]==4.1.5", "psycopg[binary]"]
NODES = ("one", "two", "three")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Cluster:
    """Started, broken and ended as one; everything lies in one folder that the caller removes."""

    def __init__(self, folder: Path):
        self.folder, self.running = folder, {}
        self.rest = {node: free_port() for node in NODES}
        self.sql = {node: free_port() for node in NODES}
        self.etcd, self.peer, self.front = free_port(), free_port(), free_port()
        self.user = server_user()
        folder.chmod(0o755)

    def start(self):
        self._install_patroni()
        self._start_etcd()
        for node in NODES:
            self._write_settings(node)
            self.start_node(node)
        self._start_haproxy()
        self.wait_for(lambda: self.leader() and len(self.followers()) == 2, 120)

    def stop(self):
        for child in self.running.values():
            self._end(child, signal.SIGTERM)
        deadline = time.monotonic() + 20
        for child in self.running.values():
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                self._end(child, signal.SIGKILL)

    def address(self, database):
        return f"postgres://postgres:local@127.0.0.1:{self.front}/{database}"

    def make_databases(self, *names):
        for name in names:
            self._run(
                [programs() / "psql", self.address("postgres"), "-qc", f"CREATE DATABASE {name}"]
            )

    def leader(self):
        return next((node for node in NODES if self._answers(node, "primary")), None)

    def followers(self):
        return [node for node in NODES if self._answers(node, "replica")]

    def synchronous(self):
        """Whether a follower stands ready that has every acknowledged write."""
        return any(self._answers(node, "synchronous") for node in NODES)

    def kill(self, node):
        """Patroni and PostgreSQL of one node at once, as when its machine goes away."""
        postmaster = self.folder / node / "data" / "postmaster.pid"
        server = int(postmaster.read_text().split()[0])
        self._end(self.running[node], signal.SIGKILL)
        os.killpg(os.getpgid(server), signal.SIGKILL)
        self.running[node].wait()

    def switch_over(self):
        """Hand the lead to a follower in order, as before maintenance."""
        told = json.dumps({"leader": self.leader()}).encode()
        address = f"http://127.0.0.1:{self.rest[self.leader()]}/switchover"
        urlopen(Request(address, told, {"Content-Type": "application/json"}), timeout=60)

    def wait_for(self, true, seconds):
        deadline = time.monotonic() + seconds
        while not true():
            if time.monotonic() > deadline:
                raise SystemExit(f"The cluster did not come up; its logs lie in {self.folder}.")
            time.sleep(0.2)

    def start_node(self, node):
        self._spawn(node, [self.folder / "patroni" / "bin" / "patroni", self._settings(node)])

    def _install_patroni(self):
        place, uv = self.folder / "patroni", [sys.executable, "-m", "uv"]
        self._run([*uv, "venv", "-q", "--python", "/usr/bin/python3", place], own=True)
        self._run(
            [*uv, "pip", "install", "-q", "--python", place / "bin" / "python", *PATRONI], own=True
        )

    def _start_etcd(self):
        here, peers = f"http://127.0.0.1:{self.etcd}", f"http://127.0.0.1:{self.peer}"
        flags = {
            "--data-dir": self._folder("etcd"),
            "--listen-client-urls": here,
            "--advertise-client-urls": here,
            "--listen-peer-urls": peers,
            "--initial-advertise-peer-urls": peers,
            "--initial-cluster": f"default={peers}",
        }
        self._spawn("etcd", ["etcd", *(word for pair in flags.items() for word in pair)])

    def _start_haproxy(self):
        lines = ["global", "defaults", "  mode tcp", "  timeout connect 2s"]
        lines += ["  timeout client 1h", "  timeout server 1h", "listen alongside"]
        lines += [f"  bind 127.0.0.1:{self.front}", "  option httpchk OPTIONS /primary"]
        lines += ["  default-server inter 1s fall 2 rise 1 on-marked-down shutdown-sessions"]
        for node in NODES:
            lines.append(f"  server {node} 127.0.0.1:{self.sql[node]} check port {self.rest[node]}")
        settings = self.folder / "haproxy.cfg"
        settings.write_text("\n".join(lines) + "\n")
        self._spawn("haproxy", [shutil.which("haproxy") or "/usr/sbin/haproxy", "-f", settings])

    def _write_settings(self, node):
        home = self._folder(node)
        told = {
            "scope": "alongside",
            "name": node,
            "restapi": {"listen": f"127.0.0.1:{self.rest[node]}"},
            "etcd3": {"host": f"127.0.0.1:{self.etcd}"},
            "bootstrap": {
                "dcs": {
                    "ttl": 20,
                    "loop_wait": 5,
                    "retry_timeout": 5,
                    "synchronous_mode": True,
                    "synchronous_mode_strict": True,
                    "postgresql": {"use_pg_rewind": True, "parameters": {"max_connections": 100}},
                },
                "initdb": [{"encoding": "UTF8"}, {"locale": "C"}],
            },
            "postgresql": {
                "listen": f"127.0.0.1:{self.sql[node]}",
                "connect_address": f"127.0.0.1:{self.sql[node]}",
                "data_dir": f"{home}/data",
                "bin_dir": str(programs()),
                "pgpass": f"{home}/pgpass",
                "parameters": {"unix_socket_directories": str(home)},
                "authentication": {
                    who: {"username": name, "password": "local"}
                    for who, name in (("superuser", "postgres"), ("replication", "replicator"))
                },
            },
        }
        self._settings(node).write_text(yaml.safe_dump(told))

    def _settings(self, node):
        return self.folder / f"{node}.yaml"

    def _folder(self, name):
        folder = self.folder / name
        folder.mkdir(mode=0o700)
        if self.user:
            shutil.chown(folder, self.user)
        return folder

    def _answers(self, node, role):
        try:
            return urlopen(f"http://127.0.0.1:{self.rest[node]}/{role}", timeout=2).status == 200
        except (URLError, OSError):
            return False

    def _spawn(self, name, command):
        with open(self.folder / f"{name}.log", "ab") as log:
            self.running[name] = subprocess.Popen(
                command, stdout=log, stderr=log, **self._as_user()
            )

    def _run(self, command, own=False):
        done = subprocess.run(
            command, capture_output=True, text=True, **({} if own else self._as_user())
        )
        if done.returncode:
            raise SystemExit(done.stderr)

    def _as_user(self):
        calm = {"cwd": self.folder, "env": {"PATH": "/usr/bin:/bin:/usr/sbin", "LC_ALL": "C"}}
        calm["start_new_session"] = True
        if self.user:
            group = pwd.getpwnam(self.user).pw_gid
            calm |= {"user": self.user, "group": group, "extra_groups": []}
        return calm

    @staticmethod
    def _end(child, how):
        with suppress(ProcessLookupError):
            os.killpg(child.pid, how)
