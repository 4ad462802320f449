"""The address of a database says how it is reached, and nothing of that is dropped."""

from alongside.config.postgres import reached_by

ADDRESS = "postgres://alongside:secret@db.example.org/alongside"


def options(query=""):
    return reached_by(ADDRESS + query)["OPTIONS"]


def test_whoever_asks_for_a_certificate_that_is_checked_is_given_nothing_less():
    told = options("?sslmode=verify-full&sslrootcert=/etc/ca.pem&connect_timeout=2")
    assert told["sslmode"] == "verify-full" and told["sslrootcert"] == "/etc/ca.pem"
    assert told["connect_timeout"] == 2 and told["pool"]["max_size"] == 8


def test_without_more_it_is_a_pool_on_a_disk_without_a_moving_head():
    told = options()
    assert told["options"] == "-c random_page_cost=1.1" and "sslmode" not in told


def test_what_the_organisation_sets_for_its_server_comes_last_and_so_counts():
    told = options("?options=-c%20random_page_cost%3D3%20-c%20work_mem%3D8MB")
    assert told["options"] == "-c random_page_cost=1.1 -c random_page_cost=3 -c work_mem=8MB"
