"""A case conference: who took part, what each was told and on what ground, what was decided."""
