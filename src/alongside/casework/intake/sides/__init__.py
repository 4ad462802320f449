"""Two people we support who may be the two sides of one crime: found, and told to a manager."""
