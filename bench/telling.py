"""The figures as a table, and how they grow from the smaller house to the larger one."""

HEAD = [
    "house",
    "what",
    "SQL",
    "page alone: CPU ms",
    "sealing",
    "service: CPU ms",
    "of it database",
]
HEAD += ["p50 ms", "p95 ms", "requests/s"]


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
                    f"{one['page_ms']:.1f}",
                    f"{_sealing_ms(one, house):.2f}",
                    f"{_cpu(one):.1f}",
                    f"{one['database_ms']:.1f}" if one["database_ms"] else "within",
                    f"{one['p50']:.0f}",
                    f"{one['p95']:.0f}",
                    f"{one['per_second']:.0f}",
                ]
            )
    told = ["| " + " | ".join(cells) + " |" for cells in lines]
    for name, house in sorted(houses.items(), key=_order):
        rss, pss = house["memory"]
        us = ", ".join(f"{what} {each:.1f}" for what, each in house["crypto"].items())
        told.append(f"\n{name}: {house['machine']}; memory RSS {rss} MB, PSS {pss} MB; us {us}.")
    return "\n".join([*told, "", *_growth(houses)])


def _growth(houses):
    """How much dearer each is in the largest house than in the smallest, on each database."""
    for database in ("sqlite", "postgres"):
        mine = [house for house in sorted(houses, key=_people) if house.endswith(database)]
        if len(mine) < 2:
            continue
        small, large = houses[mine[0]]["questions"], houses[mine[-1]]["questions"]
        told = (
            f"{what} {large[what]['page_ms'] / small[what]['page_ms']:.2f}"
            f" / {large[what]['p95'] / small[what]['p95']:.2f}"
            for what in small
            if what in large
        )
        yield f"CPU of the page / p95, {mine[-1]} to {mine[0]}: " + ", ".join(told)


def _cpu(one):
    return one["cpu_ms"] + one["database_ms"]


def _sealing_ms(one, house):
    """How often each was done for one request, times what it takes alone."""
    each = house["crypto"]
    return sum(often * each[what] for what, often in one["sealing"].items()) / 1000


def _people(name):
    return float(name.split("-")[0].replace("k", "e3").replace("m", "e6"))


def _order(named):
    name = named[0]
    return name.split("-")[1] != "sqlite", _people(name)
