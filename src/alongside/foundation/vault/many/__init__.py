"""What comes by the thousand: the same seals, without asking the ORM about each column."""
