"""How a name sounds, and what it is short for."""

from functools import cache

from doublemetaphone import doublemetaphone
from nicknames import NickNamer

# Beside the library's English ones. Each line: the full name, then what people call its bearers.
ELSEWHERE = """
aleksandr alexander sasha shura sanya alex
aleksandra alexandra sasha shura ola
andreas andy anderl
anna anya ania asia annushka
antonio toni tono antonino
beatriz bea
carmen menchu
concepcion concha conchita conchi
dolores lola loli lolita
dmitri dmitry dmitriy dima mitya
ekaterina yekaterina katerina katya katia
elena yelena lena alyona helena
encarnacion encarna encarni
evgeny yevgeny evgeni zhenya
evgenia yevgenia zhenya
fatima fatma fati fatoumata
francesco franco checco ciccio
francisco paco pancho curro fran kiko paquito
francisca paca paqui
georgios giorgos yorgos george
giovanni gianni nanni vanni john
giuseppe beppe peppe pino joseph
guadalupe lupe lupita
hans johannes johann hannes
ignacio nacho
ioannis giannis yannis john
isabel isa chabela
ivan vanya
jerzy jurek
jesus chuy chucho
joao joaozinho juan john
jose pepe pepito chepe joseph
josefa pepa pepita fina
joanna asia joasia
katarzyna kasia kaska catherine
konstantinos kostas dinos
krzysztof krzysiek christopher
lyudmila ludmila lyuda mila
magdalena magda leni lena
malgorzata gosia margaret
manuel manolo manu
margarita rita marga
maria mary marie mariya masha marusya mari maryam miriam
mariam maryam miriam
mercedes merche
mikhail mikhael misha michael
mohammed muhammad mohamed mohammad mo mido hamada
montserrat montse
natalia nataliya natalya natasha nata
nikolai nikolay kolya nicholas
nikolaos nikos nicholas
olga olya olena
pavel pasha paul
pilar pili
pyotr petr petya peter
rafael rafa
rosario charo
santiago santi yago chago
sergei sergey seryozha serhiy
sofia sofiya sonya sonia sophie
stanislaw staszek stas
svetlana sveta
tatiana tatyana tanya tania
teodora dora
ursula uschi ulla
vladimir volodymyr volodya vova
wojciech wojtek
yuri yuriy yura
yusuf yousef youssef joseph sefu
abdullah abdallah abdul abdu
aisha ayesha aysha ash
zaynab zainab zeynep
"""


def sounds_of(part: str) -> set[str]:
    """One or two keys, equal for names that sound alike; none for what is not Latin."""
    return {key for key in doublemetaphone(part) if key} if part.isascii() else set()


def full_names_of(part: str) -> frozenset[str]:
    """What it may be short for, and itself where it is a full name with short ones."""
    return _canon().get(part, frozenset())


@cache
def _canon():
    found: dict[str, set[str]] = {}
    for full, short in _pairs():
        found.setdefault(full, set()).add(full)
        found.setdefault(short, set()).add(full)
    return {name: frozenset(full) for name, full in found.items()}


def _pairs():
    for full, shorts in NickNamer().nickname_lookup.items():
        yield from ((full, short) for short in shorts)
    for line in ELSEWHERE.strip().splitlines():
        full, *shorts = line.split()
        yield from ((full, short) for short in shorts)
