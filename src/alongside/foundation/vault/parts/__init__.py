"""Taking the words of one part out of a record that stays."""
