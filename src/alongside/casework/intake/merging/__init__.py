"""Two records that are one person, brought together by two people and parted by one."""
