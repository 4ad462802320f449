"""What processes take of the machine: their own time, the memory they hold."""

import os
import platform
from pathlib import Path

TICK_MS = 1000 / os.sysconf("SC_CLK_TCK")


def family_of(process: int) -> list[int]:
    """The process and all that came of it."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(folder.name)] = int(fields[1])
    family = [process]
    for one in family:
        family += [child for child, parent in parents.items() if parent == one]
    return family


def cpu_ms(process: int) -> float:
    """Of the whole family since it began."""
    return sum(_ticks(one) for one in family_of(process)) * TICK_MS


def on_cpu_ms(process: int) -> float:
    """Of one process alone, as exactly as the kernel counts."""
    return int(Path(f"/proc/{process}/schedstat").read_text().split()[0]) / 1e6


def memory_mb(process: int) -> tuple[int, int]:
    """Resident and proportional, of the whole family."""
    rss = pss = 0
    for one in family_of(process):
        try:
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        held = {line.split()[0]: int(line.split()[1]) for line in lines[1:]}
        rss, pss = rss + held["Rss:"], pss + held["Pss:"]
    return rss // 1024, pss // 1024


def described() -> str:
    """For the head of a table."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    model = next(names, platform.machine())
    load = os.getloadavg()[0]
    python = platform.python_version()
    return f"{os.cpu_count()} cores ({model}), load average {load:.1f}, Python {python}"


def _ticks(process):
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return sum(int(field) for field in fields[11:15])
