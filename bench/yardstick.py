"""How well splink finds who is here twice, beside our own weights: python -m bench.yardstick

On FEBRL 4 without the social security number, both from the same folded names, birth date, address
and postcode. splink (MIT) is asked as its own guide says: candidates by six rules, its comparisons
for names and dates, names that many bear weighing less, weights learnt by expectation and
maximisation. It runs in memory; what it finds is counted from the probability given on. It is no
part of the product: uv pip install --require-hashes -r requirements/yardstick.txt
"""

import argparse
import os
import time

PROBABLE = (0.5, 0.9, 0.99)


def main():
    options = argparse.ArgumentParser(prog="bench.yardstick", description=__doc__)
    options.add_argument("--people", type=int, default=5000)
    people = options.parse_args().people
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
    import django

    django.setup()
    from bench.doubles import measured

    print("| | precision | recall | F1 | CPU s, all of it |")
    print("|---|---:|---:|---:|---:|")
    began = time.process_time()
    ours = measured(people).shown
    took = time.process_time() - began
    for name, found in ours.items():
        print(f"| ours, {name} | {_figures(found)} | {took:.1f} |")
    for name, by_name in (("splink", False), ("splink, rare names weigh more", True)):
        began = time.process_time()
        found = by_splink(people, by_name)
        took = time.process_time() - began
        for least, each in found.items():
            print(f"| {name}, from {least} | {_figures(each)} | {took:.1f} |")


def _figures(found):
    return f"{found.precision:.4f} | {found.recall:.4f} | {found.f1:.4f}"


def by_splink(people, frequencies):
    """By the least probability: what it found."""
    import splink.comparison_library as compared
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    from bench.doubles import Found, people_of

    def name(column):
        same = compared.JaroWinklerAtThresholds(column, [0.92, 0.8])
        return same.configure(term_frequency_adjustments=frequencies)

    rules = [
        block_on("given", "family"),
        block_on("born"),
        block_on("family", "postcode"),
        block_on("given", "postcode"),
        block_on("substr(given, 1, 3)", "substr(family, 1, 4)"),
        block_on("address"),
    ]
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[
            name("given"),
            name("family"),
            compared.DateOfBirthComparison("born", input_is_string=True),
            compared.LevenshteinAtThresholds("address", [3, 8]),
            compared.LevenshteinAtThresholds("postcode", [1]),
        ],
        blocking_rules_to_generate_predictions=rules,
        retain_matching_columns=False,
    )
    database = DuckDBAPI()
    database.duckdb_con.execute("SET temp_directory = ''")
    tables = [database.register(_table(people_of(letter, people))) for letter in "ab"]
    linker = Linker(tables, settings, log_level="ERROR")
    sure = [block_on("given", "family", "born"), block_on("address", "born")]
    linker.training.estimate_probability_two_random_records_match(sure, recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in (block_on("born"), block_on("given", "family")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    least = min(PROBABLE)
    found = linker.inference.predict(threshold_match_probability=least).as_record_list()
    by_least = {}
    for least in PROBABLE:
        right = [
            pair["unique_id_l"] == pair["unique_id_r"]
            for pair in found
            if pair["match_probability"] >= least
        ]
        by_least[least] = Found(sum(right) / max(len(right), 1), sum(right) / people)
    return by_least


def _table(people):
    import pyarrow

    rows = [
        {
            "unique_id": number,
            "given": " ".join(known.given) or None,
            "family": " ".join(known.family) or None,
            "born": known.born.isoformat() if known.born else None,
            "address": " ".join(known.address) or None,
            "postcode": known.postcode or None,
        }
        for number, (known, _traits) in people.items()
    ]
    return pyarrow.Table.from_pylist(rows)


if __name__ == "__main__":
    main()
