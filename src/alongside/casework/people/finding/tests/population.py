"""An invented population of many origins, and the ways in which its names are asked for."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from alongside.casework.people.finding.cards import FoundBy

ORIGINS = {
    "English": (
        "Elizabeth Margaret Katherine William Robert Richard Thomas Susan Deborah Patricia Emma"
        " Charlotte Oliver George Harry Alice Stephen Philip Geoffrey Rebecca Jennifer Nicholas"
        " Christopher Alexander Victoria Samantha Joseph Benjamin Matthew Michael",
        "Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans"
        " Walker White Roberts Green Hall Wood Jackson Clarke Hughes Edwards Turner Phillips"
        " O'Brien O'Connor Smith-Jones Carter-Hall MacDonald McCarthy Fitzgerald Whitehouse",
    ),
    "Spanish": (
        "María José Francisco Carmen Dolores Ignacio Guadalupe Jesús Antonio Isabel Concepción"
        " Pilar Rafael Mercedes Santiago Lucía Álvaro Begoña Iñaki Rosario",
        "García|López Fernández|Martín Rodríguez González Sánchez Pérez Gómez|Ruiz Hernández"
        " Díaz Álvarez|de_la_Cruz Muñoz Romero Navarro Torres Núñez Vázquez Ibáñez del_Río",
    ),
    "Arabic": (
        "Mohammed Ahmed Fatima Khadija Yusuf Aisha Zaynab Ibrahim Abdullah Omar Khalid Hassan"
        " Hussein Layla Maryam Nour Samira Rashid Tariq Salma Abdulrahman",
        "Haddad al-Hassan el-Masri Khalil Mansour Nasser Rahman bin_Laden Qureshi Aziz Saleh"
        " Farouk al-Sayed Hamdan Darwish Shaheen Bakr Ibn_Sina Najjar Sharif",
    ),
    "in Arabic": (
        "محمد أحمد فاطمة خديجة يوسف عائشة زينب إبراهيم عبدالله عمر خالد حسن حسين ليلى مريم سميرة",
        "حداد الحسن خليل منصور ناصر رحمن قريشي صالح السيد حمدان درويش شاهين نجار شريف",
    ),
    "Polish": (
        "Katarzyna Małgorzata Joanna Agnieszka Krzysztof Wojciech Stanisław Jerzy Łukasz Paweł"
        " Zofia Grażyna Bożena Andrzej",
        "Kowalski Wiśniewska Wójcik Kamińska Lewandowski Zielińska Szymański Woźniak Dąbrowska"
        " Kozłowski Jabłońska Mazur Krawczyk Wojciechowski",
    ),
    "South Asian": (
        "Priya Rajesh Lakshmi Sunita Anjali Vikram Harpreet Gurpreet Deepak Meera Arjun Kavita"
        " Sanjay Nisha Rohit",
        "Sharma Patel Singh Kaur Gupta Chaudhary Mishra Iyer Krishnamurthy Reddy Banerjee"
        " Mukherjee Begum Khan Hussain",
    ),
    "in Devanagari": (
        "राधा प्रिया राजेश सुनीता अंजलि विक्रम दीपक मीरा अर्जुन कविता संजय निशा",
        "शर्मा पटेल सिंह गुप्ता चौधरी मिश्रा कुमार वर्मा यादव जोशी",
    ),
    "Chinese": (
        "Xiaoming Wei Li Na Jing Yan Fang Lei Yang Min Haiyan Jianguo Meiling Zhiwei",
        "Wang Zhang Chen Liu Huang Zhao Zhou Xu Sun Ma Zhu Guo Ouyang Lin He",
    ),
    "in Chinese": (
        "小明 伟 丽 娜 静 燕 芳 磊 洋 敏 海燕 建国 美玲",
        "王 张 陈 刘 黄 赵 周 徐 孙 马 朱",
    ),
    "in Cyrillic": (
        "Наталья Сергей Александр Евгений Олена Дмитрий Юлия Екатерина Михаил Татьяна Владимир",
        "Щербакова Шевченко Иванов Кузнецова Попов Соколова Морозов Коваленко Бондаренко Лысенко",
    ),
    "in Greek": (
        "Γιώργος Ελένη Δημήτρης Χρήστος Μαρία Κωνσταντίνος Ιωάννης Αικατερίνη Παναγιώτης",
        "Παπαδόπουλος Παπαδάκης Νικολάου Γεωργίου Ιωάννου Δημητρίου Οικονόμου Χατζής",
    ),
    "Vietnamese and Turkish": (
        "Nguyễn Thị Tuấn Phượng Đức Ayşe Çağlar Gülşen İbrahim Şükrü Özlem Hương",
        "Trần Lê Phạm Yılmaz Öztürk Çelik Doğan Güneş Đặng Võ Bùi Aydın",
    ),
    "West African": (
        "Chukwuemeka Oluwaseun Adaeze Ngozi Kwame Akosua Fatoumata Mamadou Aminata Olufunke",
        "Okafor Adeyemi Mensah Diallo Traoré Nwosu Balogun Boateng Coulibaly Oyelaran",
    ),
    "Dutch and German": (
        "Anneke Willem Hendrik Johannes Ursula Jürgen Gisela Käthe Wilhelmina Sjoerd",
        "van_den_Berg de_Vries van_Dijk van_der_Meer Müller Schröder Weiß von_Stein Jansen Bakker",
    ),
}
RESPELT = (
    *(("ph", "f"), ("ck", "k"), ("th", "t"), ("ie", "y"), ("y", "i"), ("ee", "i"), ("oo", "u")),
    *(("c", "k"), ("z", "s"), ("sh", "ch"), ("v", "w"), ("mm", "m"), ("ss", "s"), ("dd", "d")),
    *(("ou", "u"), ("ei", "ai"), ("h", ""), ("a", "e"), ("e", "a"), ("o", "u"), ("u", "oo")),
)
CALLED = {
    **{"elizabeth": "liz", "margaret": "peggy", "katherine": "kate", "william": "bill"},
    **{"robert": "bob", "richard": "dick", "thomas": "tommy", "susan": "sue", "deborah": "debbie"},
    **{"patricia": "trish", "charlotte": "lottie", "stephen": "steve", "geoffrey": "geoff"},
    **{"rebecca": "becky", "jennifer": "jenny", "nicholas": "nick", "christopher": "kit"},
    **{"alexander": "sandy", "victoria": "vicky", "samantha": "sam", "joseph": "joe"},
    **{"benjamin": "ben", "matthew": "matt", "michael": "mick", "josé": "pepe"},
    **{"francisco": "paco", "dolores": "lola", "ignacio": "nacho", "guadalupe": "lupe"},
    **{"jesús": "chuy", "concepción": "concha", "mohammed": "mo", "katarzyna": "kasia"},
    **{"małgorzata": "gosia", "joanna": "asia", "krzysztof": "krzysiek", "wojciech": "wojtek"},
    **{"наталья": "natasha", "александр": "sasha", "екатерина": "katya", "михаил": "misha"},
    **{"дмитрий": "dima", "татьяна": "tanya", "владимир": "vova", "κωνσταντίνος": "kostas"},
    **{"johannes": "hans", "ursula": "uschi"},
}
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Resident:
    """Somebody invented, and where her name comes from."""

    traits: FoundBy
    origin: str

    @property
    def name(self):
        return self.traits.full_name


def residents(how_many: int, seed: int = 5) -> list[Resident]:
    """The same ones each time. A third has two given names, some a name from before."""
    lot = random.Random(seed)
    origins = list(ORIGINS)
    weights = [6, 3, 3, 1, 2, 3, 1, 2, 1, 1, 1, 1, 2, 2]
    return [_resident(lot.choices(origins, weights)[0], lot) for _each in range(how_many)]


def _resident(origin, lot):
    given, family = (words.split() for words in ORIGINS[origin])
    names = lot.sample(given, 2 if lot.random() < 0.33 else 1)
    surname = lot.choice(family).replace("_", " ").replace("|", " ")
    born = date(1940, 1, 1) + timedelta(days=lot.randrange(25_000))
    number = f"07{lot.randrange(10**9):09}"
    before = (f"{names[0]} {lot.choice(family)}".replace("_", " ").replace("|", " "),)
    traits = FoundBy(
        given_names=" ".join(names),
        family_name=surname,
        others=before if lot.random() < 0.1 else (),
        born=born,
        numbers=(number,),
        postcode=f"N{lot.randrange(1, 20)} {lot.randrange(10)}"
        + "".join(lot.choices("ABDEFG", k=2)),
    )
    return Resident(traits, origin)


def one_typo(name: str, lot: random.Random) -> str:
    """One letter left out, doubled, put wrong or swapped with its neighbour, in one word."""
    words = name.split()
    long = [n for n, word in enumerate(words) if len(word) > 3] or [0]
    which = lot.choice(long)
    word = words[which]
    place = lot.randrange(max(len(word) - 1, 1))
    kind = lot.randrange(4)
    if kind == 0:
        word = word[:place] + word[place + 1 :]
    elif kind == 1:
        word = word[:place] + lot.choice(LETTERS) + word[place:]
    elif kind == 2:
        word = word[:place] + lot.choice(LETTERS) + word[place + 1 :]
    else:
        word = word[:place] + word[place + 1 : place + 2] + word[place] + word[place + 2 :]
    words[which] = word or words[which]
    return " ".join(words)


def two_typos(name: str, lot: random.Random) -> str:
    return one_typo(one_typo(name, lot), lot)


def respelt(name: str, lot: random.Random) -> str:
    """As it sounds to somebody else, in up to two places."""
    spelt = name.lower()
    rules = [rule for rule in RESPELT if rule[0] in spelt[1:]]
    for old, new in lot.sample(rules, min(2, len(rules))):
        spelt = spelt[0] + spelt[1:].replace(old, new, 1)
    return spelt


def turned(name: str, lot: random.Random) -> str:
    words = name.split()
    return " ".join([words[-1], *words[:-1]])
