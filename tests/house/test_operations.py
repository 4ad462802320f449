"""What docs/operations.md tells an operator to type, exists."""

import configparser
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from alongside.config.cli import main

DOCS = Path(__file__).parents[2] / "docs"
TOLD = (DOCS / "operations.md").read_text()
SOURCE = "".join(path.read_text() for path in (DOCS.parent / "src").rglob("config/*.py"))


def commands_told():
    """`alongside user end EMAIL` → user end; words in capitals and options are for the reader."""
    for words in re.findall(r"`alongside ([a-z][^`]*)`", TOLD):
        yield tuple(re.match(r"[a-z-]+(?: [a-z][a-z-]*)*", words)[0].split())


def test_the_page_names_commands():
    assert {("serve",), ("user", "end"), ("audit", "verify")} <= set(commands_told())


@pytest.mark.parametrize("words", sorted(set(commands_told())), ids=" ".join)
def test_each_command_of_the_page_is_there(words):
    answer = CliRunner().invoke(main, [*words, "--help"])

    assert answer.exit_code == 0 and "Usage:" in answer.output, answer.output


@pytest.mark.parametrize("name", sorted(set(re.findall(r"ALONGSIDE_[A-Z_]+", TOLD))))
def test_each_setting_of_the_page_is_read_by_the_program(name):
    assert name in SOURCE or name in (DOCS.parent / "scripts" / "install").read_text()


def test_each_make_target_of_the_page_is_there():
    makefile = (DOCS.parent / "Makefile").read_text()
    for target in re.findall(r"`make ([a-z-]+)", TOLD):
        assert f"\n{target}:" in makefile, target


def test_the_environment_file_is_understood():
    lines = (DOCS / "deploy" / "environment").read_text().splitlines()
    names = [line.partition("=")[0] for line in lines]
    assert names and all(name in SOURCE for name in names)
    bare = {k: v for k, v in os.environ.items() if not k.startswith("ALONGSIDE_")}
    told = dict(line.split("=", 1) for line in lines)
    given = {**bare, **told, "PYTHONPATH": str(DOCS.parent / "src")}
    asked = "from alongside.config import settings as s; print(s.BEHIND_PROXY, s.HOME, s.HTTPS)"
    python = [sys.executable, "-c", asked]
    read = subprocess.run(python, env=given, capture_output=True, text=True, check=True).stdout
    assert read.split() == ["True", "/var/lib/alongside", "True"]


def test_the_service_is_started_by_a_command_that_exists():
    unit = configparser.ConfigParser(interpolation=None, strict=False)
    unit.optionxform = str
    unit.read(DOCS / "deploy" / "alongside.service")
    program, command = unit["Service"]["ExecStart"].split()
    assert Path(program).name == "alongside" and command in main.commands
    assert unit["Service"]["ProtectSystem"] == "strict" and unit["Service"]["LimitCORE"] == "0"


def test_the_proxy_overwrites_what_a_stranger_could_claim():
    told = (DOCS / "deploy" / "nginx.conf").read_text()
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in told
    assert "proxy_set_header X-Forwarded-Proto https;" in told
    assert "proxy_request_buffering on;" in told and "access_log off;" in told
