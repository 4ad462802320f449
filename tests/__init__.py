"""Tests that look at the whole house: its rules, its stories, and what they stand on."""
