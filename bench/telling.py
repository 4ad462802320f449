"""The figures as a table, and how they grow from the smaller house to the larger one."""

HEAD = ["house", "what", "SQL", "CPU ms", "of it database", "p50 ms", "p95 ms", "requests/s"]


def table_of(houses):
    """In Markdown, as it stands in docs/performance.md."""
    lines = [HEAD, ["---"] * 2 + ["---:"] * (len(HEAD) - 2)]
    for name, house in sorted(houses.items(), key=_order):
        for what, one in house["questions"].items():
            lines.append(
                [
                    name.replace("-", ", "),
                    what,
                    str(one["statements"]),
                    f"{one['cpu_ms'] + one['database_ms']:.1f}",
                    f"{one['database_ms']:.1f}" if one["database_ms"] else "within",
                    f"{one['p50']:.0f}",
                    f"{one['p95']:.0f}",
                    f"{one['per_second']:.0f}",
                ]
            )
    told = ["| " + " | ".join(cells) + " |" for cells in lines]
    for name, house in sorted(houses.items(), key=_order):
        rss, pss = house["memory"]
        told.append(f"\n{name}: {house['machine']}; memory RSS {rss} MB, PSS {pss} MB.")
    return "\n".join([*told, "", *_growth(houses)])


def _growth(houses):
    """How much dearer each is in the largest house than in the smallest, on each database."""
    for database in ("sqlite", "postgres"):
        mine = [house for house in sorted(houses, key=_people) if house.endswith(database)]
        if len(mine) < 2:
            continue
        small, large = houses[mine[0]]["questions"], houses[mine[-1]]["questions"]
        yield f"CPU, {mine[-1]} to {mine[0]}: " + ", ".join(
            f"{what} {_cpu(large[what]) / _cpu(small[what]):.2f}" for what in small if what in large
        )


def _cpu(one):
    return one["cpu_ms"] + one["database_ms"]


def _people(name):
    return float(name.split("-")[0].replace("k", "e3"))


def _order(named):
    name = named[0]
    return name.split("-")[1] != "sqlite", _people(name)
