"""Scenes indoors: a counter, a book, a loom, a computer, a hall."""

from news.demonstration.figures import person, seated
from portal.home.drawing import (
    BLUE,
    DARK_LEAF,
    DARK_ROOF,
    DARK_WOOD,
    HEIGHT,
    HILL,
    INK,
    LEAF,
    LIGHT_LEAF,
    MIST,
    RICE,
    ROOF,
    SKIN,
    SUN,
    WALL,
    WATER,
    WIDTH,
    WOOD,
    Canvas,
    wave,
)

_GREY = "#a59c8c"
_FLOOR = "#d8c39a"
_ROOM = "#efe4cd"


def _window(c: Canvas, x: float, y: float, width: float, height: float, glass: str = WATER) -> None:
    c.box(x - 12, y - 12, width + 24, height + 24, WOOD)
    c.box(x, y, width, height, glass)
    c.disc(x + width * 0.72, y + height * 0.3, width * 0.11, "#e8d9a8")
    ridge = ((0.0, 1.0), (0.0, 0.72), (0.3, 0.52), (0.62, 0.74), (1.0, 0.6), (1.0, 1.0))
    c.shape([(x + across * width, y + down * height) for across, down in ridge], LEAF)
    c.box(x + width / 2 - 5, y, 10, height, WALL)
    c.box(x, y + height / 2 - 5, width, 10, WALL)


def counter() -> bytes:
    """Draw an office's counter: three clerks behind it, three visitors before it, files at the back."""
    c = Canvas(_ROOM)
    c.box(0, 700, WIDTH, 140, _FLOOR)
    c.box(110, 90, 560, 300, WALL)
    for row in range(3):
        c.box(110, 184 + row * 98, 560, 10, WOOD)
        for file in range(13):
            high = 58 + (file * 7 + row * 11) % 20
            colour = (BLUE, RICE, DARK_LEAF, ROOF, HILL)[(file * 2 + row) % 5]
            c.box(126 + file * 41, 184 + row * 98 - high, 30, high, colour, 3)
    _window(c, 800, 110, 250, 260)
    c.box(1180, 100, 300, 190, WALL)
    for row, width in enumerate((220, 250, 180)):
        c.box(1206, 138 + row * 46, width, 14, HILL, 7)
    for x, coat, hair in ((420, WALL, INK), (800, BLUE, INK), (1180, WALL, _GREY)):
        person(c, x, 640, 300, coat, hair=hair)
    c.box(60, 500, 1480, 34, DARK_WOOD)
    c.box(90, 534, 1420, 190, WOOD)
    for x in (170, 550, 930, 1310):
        c.box(x, 566, 130, 126, RICE, 6)
    for x in (500, 880, 1260):
        c.shape([(x - 46, 500), (x - 36, 486), (x + 42, 486), (x + 34, 500)], WALL)
    for x, coat, size in ((330, ROOF, 230), (720, DARK_LEAF, 240), (1090, DARK_WOOD, 226)):
        seated(c, x, 800, size, coat)
    return c.jpeg()


def open_book() -> bytes:
    """Draw an open book with four ruled columns, a pen and a cup of tea on a table by the window."""
    c = Canvas("#eadfc6")
    c.box(0, 0, WIDTH, 330, _ROOM)
    _window(c, 1130, 30, 330, 260)
    c.box(0, 330, WIDTH, 510, "#a9744f")
    for y in (410, 520, 650, 790):
        c.line([(0, y), (WIDTH, y - 14)], WOOD, 4)
    c.shape([(250, 800), (360, 330), (800, 356), (800, 812)], "#efe6d0")
    c.shape([(800, 812), (800, 356), (1240, 330), (1350, 800)], WALL)
    c.line([(800, 356), (800, 812)], HILL, 5)
    for step in range(11):
        y = 400 + step * 38
        left, right = 344 - (y - 330) * 0.234 + 36, 1256 + (y - 330) * 0.234 - 36
        c.line([(left, y - 16 + 16 * (y / 900)), (776, y + 6)], RICE if step else ROOF, 3)
        c.line([(824, y + 6), (right, y - 16 + 16 * (y / 900))], RICE if step else ROOF, 3)
    for share in (0.3, 0.62):
        c.line([(360 + 440 * share, 344 + 10 * share), (250 + 550 * share, 800)], ROOF, 3)
        c.line([(800 + 440 * share, 356 - 26 * share), (800 + 550 * share, 806)], ROOF, 3)
    words = (
        (366, 456, 100), (360, 498, 110), (356, 540, 80), (506, 462, 120), (500, 500, 120),
        (660, 466, 90), (850, 464, 130), (850, 504, 110), (1000, 462, 150), (850, 542, 120),
    )  # fmt: skip
    for left, top, width in words:
        c.line([(left, top), (left + width * 0.4, top + 5), (left + width, top)], BLUE, 5)
    c.shape([(1010, 700), (1024, 690), (1330, 560), (1336, 572), (1030, 706)], INK)
    c.shape([(1010, 700), (1024, 690), (1030, 706)], SUN)
    c.disc(180, 520, 96, DARK_ROOF, 0.36)
    c.box(112, 408, 136, 104, WALL, 34)
    c.disc(180, 412, 64, "#b98a4a", 0.34)
    c.line([(248, 436), (282, 446), (276, 482), (240, 488)], WALL, 12)
    return c.jpeg()


def loom() -> bytes:
    """Draw a woman at a loom, a patterned cloth growing before her."""
    c = Canvas("#ead9bb")
    c.box(0, 690, WIDTH, 150, WOOD)
    for x in range(0, WIDTH, 160):
        c.line([(x, 690), (x - 40, 840)], DARK_WOOD, 4)
    for x in range(40, WIDTH, 120):
        c.line([(x, 0), (x, 690)], "#dfcba6", 6)
    _window(c, 1190, 120, 280, 270)
    for x in (330, 930):
        c.box(x, 130, 30, 600, DARK_WOOD)
    c.box(300, 130, 690, 30, DARK_WOOD)
    c.box(300, 330, 690, 22, DARK_WOOD)
    for x in range(384, 916, 14):
        c.line([(x, 160), (x, 340)], WALL, 3)
    c.box(372, 352, 552, 300, BLUE)
    for row in range(5):
        y = 366 + row * 58
        c.box(372, y, 552, 8, ROOF)
        for step in range(12):
            x = 395 + step * 46
            colour = (RICE, ROOF, WALL)[(step + row) % 3]
            c.shape([(x, y + 33), (x + 17, y + 16), (x + 34, y + 33), (x + 17, y + 50)], colour)
    c.box(352, 640, 592, 26, WOOD, 10)
    person(c, 1090, 770, 420, DARK_LEAF, hair=_GREY)
    c.line([(1020, 520), (950, 600), (900, 640)], SKIN, 30)
    c.shape([(1004, 376), (1090, 330), (1176, 376), (1160, 404), (1020, 404)], ROOF)
    c.line([(1012, 388), (1168, 388)], SUN, 8)
    for x, colour in ((140, ROOF), (210, BLUE), (176, RICE)):
        c.disc(x, 660 if colour != RICE else 610, 44, colour)
        c.line([(x - 30, 660 if colour != RICE else 610), (x + 30, 650 if colour != RICE else 600)], WALL, 3)
    return c.jpeg()


def computer() -> bytes:
    """Draw three people around a computer on a table, an old woman in the middle."""
    c = Canvas(_ROOM)
    c.box(0, 690, WIDTH, 150, _FLOOR)
    _window(c, 150, 110, 300, 290)
    c.box(1130, 120, 320, 210, MIST)
    c.ground(lambda x: 900, MIST)
    for row, (width, colour) in enumerate(((210, LEAF), (250, RICE), (160, ROOF))):
        c.box(1160, 160 + row * 52, 26, 26, colour, 13)
        c.box(1204, 167 + row * 52, width - 20, 12, WALL, 6)
    person(c, 560, 720, 400, BLUE)
    person(c, 1030, 730, 410, ROOF)
    person(c, 800, 690, 360, DARK_LEAF, hair=_GREY)
    c.box(260, 600, 1080, 30, DARK_WOOD)
    for x in (310, 1250):
        c.box(x, 630, 30, 190, DARK_WOOD)
    c.box(260, 630, 1080, 56, WOOD)
    c.shape([(700, 600), (682, 478), (918, 478), (900, 600)], INK)
    c.box(640, 590, 320, 14, HILL, 6)
    c.disc(800, 540, 16, _GREY)
    c.box(1050, 566, 90, 34, WALL, 4)
    c.box(430, 560, 60, 40, RICE, 8)
    c.box(1180, 540, 20, 60, LIGHT_LEAF, 8)
    c.disc(1190, 530, 34, LEAF, 0.8)
    return c.jpeg()


def hall() -> bytes:
    """Draw a hall: somebody answers at the desk, three judges sit beside, many listen."""
    c = Canvas("#e9dcc0")
    c.box(120, 60, 1360, 400, "#9f3b36")
    for x in range(120, 1480, 68):
        c.box(x, 60, 10, 400, "#8d312d")
    c.box(470, 110, 660, 110, WALL, 6)
    c.box(540, 140, 520, 16, ROOF, 8)
    c.box(610, 174, 380, 12, HILL, 6)
    c.box(60, 460, 1480, 60, WOOD)
    c.box(60, 456, 1480, 12, DARK_WOOD)
    person(c, 480, 470, 260, WALL)
    c.shape([(410, 470), (424, 356), (536, 356), (550, 470)], DARK_WOOD)
    c.line([(480, 356), (500, 316)], INK, 6)
    for x, coat, hair in ((860, BLUE, INK), (1010, DARK_LEAF, _GREY), (1160, DARK_WOOD, INK)):
        person(c, x, 480, 236, coat, hair=hair)
    c.box(780, 400, 480, 70, RICE)
    c.box(770, 388, 500, 16, WOOD)
    c.ground(wave(520, 0, 1000), "#cdb78c")
    coats = (BLUE, ROOF, DARK_LEAF, DARK_WOOD, "#6b4b6e", WATER)
    for row in range(3):
        for place in range(9 + row):
            across = 90 + place * (1420 / (8 + row)) + (row % 2) * 20
            hair = _GREY if (place * 3 + row) % 7 == 0 else INK
            seated(c, across, 640 + row * 92, 128 + row * 22, coats[(place + row * 2) % 6], hair=hair)
    c.box(0, HEIGHT - 8, WIDTH, 8, "#cdb78c")
    return c.jpeg()
