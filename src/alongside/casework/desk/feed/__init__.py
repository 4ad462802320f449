"""A calendar that shows busy and nothing else."""
