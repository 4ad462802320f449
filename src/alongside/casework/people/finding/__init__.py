"""Finding a person through the sealed index: by any of her names, a number's end, a birth date."""
