"""What takes two people, apart from the models, so that anything may name it."""


class AnotherMust(Exception):
    """Nobody renews both the password and the second factor of a colleague: whoever could would
    hold her account. It takes two people, or a week in which she notices."""
