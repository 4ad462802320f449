"""Nodes fail while eight people log contacts: python -m bench.failover [--kills N]

Prints, for each kill and switch-over, how long nobody could save, and at the end whether
everything that was acknowledged is there, once. Needs the system's PostgreSQL, etcd and haproxy.
"""

import argparse
import shutil
import tempfile
import time
from pathlib import Path

import psycopg

from bench.failover.cluster import Cluster
from bench.failover.load import Load


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=3)
    options.add_argument("--switches", type=int, default=2)
    asked = options.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="alongside-failover-"))
    cluster = Cluster(folder)
    try:
        cluster.start()
        cluster.make_databases("alongside", "alongside_keys")
        failed = measure(cluster, folder, asked)
    finally:
        cluster.stop()
    shutil.rmtree(folder)
    return failed


def measure(cluster, folder, asked):
    load = Load(cluster, folder / "office")
    try:
        load.start()
        steady(cluster, load)
        for _ in range(asked.kills):
            node = cluster.leader()
            report("kill -9 of the leader", load, lambda node=node: cluster.kill(node))
            cluster.start_node(node)
            steady(cluster, load)
        for _ in range(asked.switches):
            report("planned switch-over", load, cluster.switch_over)
            steady(cluster, load)
        load.stop()
        return tell(cluster, load)
    finally:
        load.end()


def steady(cluster, load):
    """Two followers again, one of them in step, and a few seconds of quiet work."""
    whole = lambda: cluster.leader() and len(cluster.followers()) == 2 and cluster.synchronous()  # noqa: E731
    cluster.wait_for(whole, 180)
    time.sleep(5)


def report(what, load, act):
    began, before = time.monotonic(), load.count()
    act()
    gap = load.gap_since(began)
    print(
        f"{what}: nothing could be saved for {gap:.1f} s; {before} acknowledged before", flush=True
    )


def tell(cluster, load):
    with psycopg.connect(cluster.address("alongside")) as database:
        done = dict(database.execute("SELECT token::text, subject FROM audit_deed").fetchall())
        kept = {str(row) for (row,) in database.execute("SELECT id FROM support_contact")}
    acknowledged = load.acknowledged()
    there = [done[once].split(":")[1] for once in acknowledged if once in done]
    lost = len(acknowledged) - len([row for row in there if row in kept])
    doubled = len(there) - len(set(there))
    whole = load.office.run("audit", "verify")
    told = f"{len(acknowledged)} acknowledged, {lost} lost, {doubled} doubled"
    print(f"{told}, {load.refused()} tries refused and sent again")
    print(whole.stdout.strip())
    return bool(lost or doubled or whole.returncode)


if __name__ == "__main__":
    raise SystemExit(main())
