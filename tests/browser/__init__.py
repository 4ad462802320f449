"""A browser for stories: people who walk through the product, and the checks of every page met."""
