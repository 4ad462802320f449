"""What can go wrong at the start is told in one sentence, and nothing is begun."""

import os
import socket
import subprocess
import sys

import pytest

ALONGSIDE = [sys.executable, "-c", "from alongside.config.cli import main; main()"]


@pytest.fixture
def alongside(tmp_path):
    def run(*words, home=tmp_path / "var", **environment):
        inherited = {k: v for k, v in os.environ.items() if not k.endswith("DATABASE_URL")}
        source = os.pathsep.join(path for path in sys.path if path)
        mine = {"ALONGSIDE_HOME": str(home), "PYTHONPATH": source, **environment}
        return subprocess.run(
            [*ALONGSIDE, *words],
            env={**inherited, **mine},
            capture_output=True,
            text=True,
            timeout=120,
        )

    return run


def one_sentence(told):
    assert told.returncode == 1
    assert "Traceback" not in told.stderr and len(told.stderr.strip().splitlines()) == 1
    return told.stderr


def test_a_port_in_use(alongside):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        told = one_sentence(alongside("serve", "--port", port, ALONGSIDE_HTTPS="no"))
    assert f"Port {port} is in use already" in told


def test_https_without_a_proxy_that_speaks_it(alongside):
    assert "ALONGSIDE_BEHIND_PROXY=yes" in one_sentence(alongside("serve", ALONGSIDE_HTTPS="yes"))


def test_a_folder_that_cannot_be_written(alongside):
    told = one_sentence(alongside("setup", home="/proc/alongside"))
    assert "ALONGSIDE_HOME" in told


def test_a_missing_key_beside_data(alongside, tmp_path):
    assert alongside("setup").returncode == 0
    (tmp_path / "var" / "keys" / "organisation.key").unlink()
    assert "organisation's key is missing" in one_sentence(alongside("setup"))


def test_a_wrong_key(alongside, tmp_path):
    assert alongside("setup").returncode == 0
    (tmp_path / "var" / "keys" / "organisation.key").write_bytes(os.urandom(32))
    assert "is not the key that sealed this data" in one_sentence(alongside("setup"))


def test_the_demo_on_anything_but_this_machine(alongside):
    told = one_sentence(alongside("serve", "--host", "192.0.2.1", ALONGSIDE_DEMO="yes"))
    assert "cannot be served on 192.0.2.1" in told


def test_the_doctor_finds_everything_well(alongside):
    assert alongside("setup").returncode == 0
    examined = alongside("doctor")
    assert examined.returncode == 0, examined.stdout + examined.stderr
    assert "FAULT" not in examined.stdout


def test_a_broken_pack_is_named_with_file_and_line(alongside, tmp_path):
    pack = tmp_path / "packs" / "broken"
    pack.mkdir(parents=True)
    (pack / "pack.yaml").write_text("id: broken\nversion: [\n")
    told = alongside("setup", ALONGSIDE_PACKS=str(pack.parent), ALONGSIDE_PACK="broken")
    assert told.returncode == 1 and "pack.yaml" in told.stderr and "Traceback" not in told.stderr
