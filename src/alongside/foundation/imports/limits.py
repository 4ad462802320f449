"""What a file may hold at most, and how it is refused."""

LARGEST_FILE = 50_000_000
MOST_COLUMNS = 200
MOST_ROWS = 1_000_000
MOST_CELLS_OF_A_SHEET = 2_000_000  # a spreadsheet costs some twenty times what the same CSV costs
LONGEST_CELL = 20_000
MOST_PARTS = 500  # files inside a spreadsheet
LARGEST_PART = 100_000_000  # of one of them, unpacked
LARGEST_SIDE_PART = 30_000_000  # of one that has to be held in memory as a whole
HIGHEST_RATIO = 200  # unpacked to packed; a sheet of one repeated row stays below a hundred
SMALL = 1_000_000  # unpacked: below this no ratio does any harm


class FileRefused(Exception):
    """This file is not taken in at all; the message says why, and quotes no cell."""
