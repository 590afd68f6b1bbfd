"""Scenes in the country: fields, halls, woods, a market, a notice board."""

from news.demonstration.figures import hills, person, seated, stilt_house, tree
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
    RICE,
    ROOF,
    SUN,
    WALL,
    WATER,
    WIDTH,
    WOOD,
    Canvas,
    wave,
)


def terraces() -> bytes:
    """Draw rice terraces below a stilt house, with two people at work."""
    c = Canvas()
    c.disc(1180, 170, 92, SUN)
    hills(c)
    colours = [LIGHT_LEAF, RICE, LEAF, HILL, WATER, LIGHT_LEAF, RICE, DARK_LEAF, LEAF, WATER, DARK_LEAF]
    for step, colour in enumerate(colours):
        c.ground(
            wave(440 + 37 * step, 20 + 2.5 * step, 1250 - 30 * step, 0.5 * step, -40 + 9 * step), colour, "#f3ead6"
        )
    stilt_house(c, 250, 474, 150)
    person(c, 905, 668, 92, BLUE, hat=True)
    person(c, 990, 676, 86, ROOF, hat=True)
    return c.jpeg()


def village_hall() -> bytes:
    """Draw a village hall with its doors open and people sitting before it."""
    c = Canvas()
    hills(c)
    c.ground(wave(640, 6, 1700), LIGHT_LEAF)
    tree(c, 190, 650, 300, LEAF)
    tree(c, 1420, 655, 330, LEAF)
    c.box(420, 380, 760, 270, WALL)
    for x in (430, 580, 730, 860, 1010, 1150):
        c.box(x, 380, 26, 270, WOOD)
    for x in (484, 634, 914, 1064):
        c.box(x, 432, 72, 218, RICE)
    c.box(764, 432, 90, 218, INK)
    c.shape([(340, 392), (450, 180), (1150, 180), (1260, 392)], ROOF)
    for x in range(470, 1140, 60):
        c.line([(x, 184), (800 + (x - 800) * 1.28, 388)], DARK_ROOF, 4)
    c.box(432, 166, 736, 18, INK)
    for number, x in enumerate(range(330, 1330, 118)):
        seated(c, x, 806 - 26 * (number % 2), 150, (BLUE, ROOF, DARK_LEAF, DARK_WOOD)[number % 4])
    return c.jpeg()


def evening_class() -> bytes:
    """Draw a school at dusk, its windows lit, people on the way to it."""
    c = Canvas("#46566b")
    c.disc(1330, 150, 58, "#efe3c2")
    for x, y in ((180, 120), (420, 70), (690, 150), (980, 90), (1500, 260), (1120, 210)):
        c.disc(x, y, 4, "#efe3c2")
    c.ground(wave(400, 44, 1400, 1.1), "#3d4c5c")
    c.ground(wave(600, 10, 1500), "#33432f")
    c.box(360, 330, 880, 290, "#e3d3af")
    c.shape([(310, 338), (400, 230), (1200, 230), (1290, 338)], DARK_ROOF)
    for x in (410, 560, 880, 1030):
        c.box(x, 400, 112, 130, "#f5cf73")
        c.line([(x + 56, 400), (x + 56, 530)], DARK_WOOD, 6)
        c.line([(x, 465), (x + 112, 465)], DARK_WOOD, 6)
    c.box(710, 392, 130, 228, DARK_WOOD)
    c.box(724, 406, 102, 214, "#f5cf73")
    c.shape([(700, 620), (850, 620), (1010, 840), (540, 840)], "#c9ad6b")
    for x, coat, size in ((620, ROOF, 150), (760, BLUE, 160), (935, LEAF, 148), (1140, DARK_WOOD, 158)):
        person(c, x, 800, size, coat)
    return c.jpeg()


def forest() -> bytes:
    """Draw a forest with a path, and people looking after young trees."""
    c = Canvas("#e9e6cf")
    c.disc(330, 180, 80, SUN)
    hills(c)
    for x, size in ((60, 380), (230, 330), (420, 360), (980, 340), (1150, 400), (1330, 360), (1520, 390)):
        c.shape([(x - 0.32 * size, 600), (x, 600 - 1.1 * size), (x + 0.32 * size, 600)], DARK_LEAF)
        c.shape(
            [(x - 0.26 * size, 600 - 0.3 * size), (x, 600 - 1.25 * size), (x + 0.26 * size, 600 - 0.3 * size)], LEAF
        )
        c.box(x - 9, 590, 18, 50, WOOD)
    c.ground(wave(616, 14, 1300), LIGHT_LEAF)
    c.shape([(700, 616), (790, 618), (1030, 840), (520, 840)], RICE)
    for x in range(90, 560, 90):
        c.line([(x, 790 - x % 50), (x, 750 - x % 50)], WOOD, 6)
        c.disc(x, 738 - x % 50, 24, LEAF, 1.3)
    person(c, 640, 770, 170, DARK_LEAF, hat=True)
    person(c, 860, 752, 160, BLUE, hat=True)
    person(c, 1180, 790, 170, ROOF, hat=True)
    c.line([(1226, 690), (1236, 800)], DARK_WOOD, 8)
    return c.jpeg()


def market() -> bytes:
    """Draw a market: striped awnings, baskets, buyers and sellers."""
    c = Canvas("#f3e8d2")
    hills(c)
    c.ground(wave(600, 6, 1500), "#d9c9a3")
    for number, x in enumerate((110, 620, 1130)):
        stripe = (ROOF, DARK_LEAF, BLUE)[number]
        c.box(x + 8, 380, 12, 330, DARK_WOOD)
        c.box(x + 352, 380, 12, 330, DARK_WOOD)
        c.box(x + 10, 590, 352, 120, WOOD)
        for part in range(6):
            left = x - 20 + part * 70
            c.shape(
                [(left + 20, 290), (left + 84, 290), (left + 70, 400), (left, 400)], stripe if part % 2 == 0 else WALL
            )
            c.disc(left + 35, 400, 35, stripe if part % 2 == 0 else WALL, 0.5)
        for basket in range(4):
            c.disc(x + 62 + basket * 82, 588, 34, (RICE, LEAF, ROOF, SUN)[(basket + number) % 4], 0.7)
        person(c, x + 188, 592, 150, (BLUE, RICE, DARK_LEAF)[number])
        c.box(x + 10, 600, 352, 110, WOOD)
    for x, coat in ((300, DARK_LEAF), (520, ROOF), (820, BLUE), (1080, DARK_WOOD), (1390, LEAF)):
        person(c, x, 812, 190, coat, hat=x % 4 == 0)
    return c.jpeg()


def meeting() -> bytes:
    """Draw people around a table, papers before them, a board with a plan behind them."""
    c = Canvas("#efe4cd")
    c.box(0, 640, WIDTH, HEIGHT - 640, "#d8c39a")
    c.box(520, 110, 560, 300, WALL)
    c.box(520, 110, 560, 14, DARK_WOOD)
    for row, width in enumerate((320, 420, 260, 380)):
        c.box(570, 172 + row * 54, 22, 22, (LEAF, LEAF, RICE, ROOF)[row], 11)
        c.box(612, 177 + row * 54, width, 12, HILL, 6)
    c.box(120, 150, 250, 260, WATER)
    c.box(236, 150, 14, 260, WALL)
    c.box(120, 270, 250, 14, WALL)
    for x, coat, hair in ((300, BLUE, INK), (560, DARK_LEAF, "#a59c8c"), (800, ROOF, INK), (1050, DARK_WOOD, INK),
                          (1300, BLUE, "#a59c8c")):  # fmt: skip
        person(c, x, 690, 300, coat, hair=hair)
    c.shape([(150, 620), (1450, 620), (1560, 760), (40, 760)], WOOD)
    c.box(40, 756, 1520, 26, DARK_WOOD)
    for x in (280, 540, 800, 1060, 1320):
        c.shape([(x - 70, 650), (x + 60, 650), (x + 76, 706), (x - 84, 706)], WALL)
        c.line([(x - 50, 668), (x + 44, 668)], HILL, 5)
        c.line([(x - 54, 684), (x + 20, 684)], HILL, 5)
    return c.jpeg()


def notice_board() -> bytes:
    """Draw a village notice board with sheets of paper, and people reading it."""
    c = Canvas()
    c.disc(240, 190, 84, SUN)
    hills(c)
    c.ground(wave(650, 8, 1500), LIGHT_LEAF)
    tree(c, 1400, 670, 360, LEAF)
    c.box(470, 240, 22, 440, DARK_WOOD)
    c.box(1108, 240, 22, 440, DARK_WOOD)
    c.box(440, 220, 720, 310, WOOD)
    c.box(462, 242, 676, 266, RICE)
    c.shape([(410, 228), (470, 160), (1130, 160), (1190, 228)], ROOF)
    for x, y, w, h in (
        (490, 266, 150, 200),
        (664, 266, 130, 110),
        (664, 392, 130, 92),
        (818, 266, 150, 214),
        (992, 266, 124, 150),
    ):
        c.box(x, y, w, h, WALL)
        for line in range(int(h / 26) - 1):
            c.line([(x + 14, y + 22 + line * 26), (x + w - 14 - 22 * (line % 3 == 2), y + 22 + line * 26)], HILL, 5)
    for x, coat, hat in ((560, BLUE, False), (720, ROOF, True), (930, DARK_LEAF, False), (1090, DARK_WOOD, True)):
        person(c, x, 806, 230, coat, hat=hat)
    return c.jpeg()
