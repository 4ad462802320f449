"""How the pages speak to whoever reads them."""
