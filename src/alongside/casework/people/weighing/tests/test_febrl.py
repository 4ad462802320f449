"""People with real mistakes in their names: who is here twice is found, and nobody else."""

from bench.doubles import measured


def test_on_a_part_of_febrl_4_without_the_number():
    """A floor; what the whole of it comes to is measured by python -m bench.doubles."""
    one = measured(1200)
    assert one.blocked > 0.995
    learnt = one.shown["as learnt"]
    assert learnt.f1 > 0.993 and learnt.precision > 0.998
    assert one.shown["as shipped"].f1 > 0.97
    assert all(same.precision == 1 for same in one.taken_for_same.values())
