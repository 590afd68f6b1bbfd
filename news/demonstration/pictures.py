"""The drawn pictures of the demonstration, each a scene in flat colours."""

from collections.abc import Callable
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Picture:
    """A scene: the name of its file, what it shows in words, and how it is drawn."""

    name: str
    title: str
    alt_text: str
    draw: Callable[[], bytes]


def _person(c: Canvas, x: float, y: float, size: float, coat: str, hat: bool = False, hair: str = INK) -> None:
    """Draw a standing person whose feet are at ``(x, y)``."""
    c.shape([(x - 0.26 * size, y), (x - 0.18 * size, y - 0.62 * size), (x + 0.18 * size, y - 0.62 * size),
             (x + 0.26 * size, y)], coat)  # fmt: skip
    c.disc(x, y - 0.62 * size, 0.18 * size, coat)
    c.disc(x, y - 0.84 * size, 0.14 * size, SKIN)
    if hat:
        c.shape([(x - 0.32 * size, y - 0.86 * size), (x, y - 1.12 * size), (x + 0.32 * size, y - 0.86 * size)], WALL)
        c.line([(x - 0.32 * size, y - 0.86 * size), (x + 0.32 * size, y - 0.86 * size)], WOOD, 2)
    else:
        c.disc(x, y - 0.91 * size, 0.14 * size, hair, 0.62)


def _seated(c: Canvas, x: float, y: float, size: float, coat: str, hair: str = INK) -> None:
    """Draw a person seen from behind, sitting."""
    c.box(x - 0.3 * size, y - 0.55 * size, 0.6 * size, 0.7 * size, coat, 0.26 * size)
    c.disc(x, y - 0.72 * size, 0.2 * size, hair)


def _tree(c: Canvas, x: float, y: float, size: float, colour: str) -> None:
    c.box(x - 0.04 * size, y - 0.5 * size, 0.08 * size, 0.5 * size, WOOD)
    c.disc(x, y - 0.72 * size, 0.36 * size, colour)
    c.disc(x + 0.26 * size, y - 0.6 * size, 0.22 * size, colour)


def _stilt_house(c: Canvas, x: float, y: float, size: float) -> None:
    for leg in (0.04, 0.34, 0.66, 0.96):
        c.box(x + leg * size - 4, y - 0.3 * size, 8, 0.34 * size, DARK_WOOD)
    c.box(x, y - 0.62 * size, size, 0.34 * size, RICE)
    c.box(x + 0.42 * size, y - 0.56 * size, 0.17 * size, 0.28 * size, INK)
    c.shape([(x - 0.2 * size, y - 0.6 * size), (x + 0.08 * size, y - 1.08 * size), (x + 0.92 * size, y - 1.08 * size),
             (x + 1.2 * size, y - 0.6 * size)], DARK_ROOF)  # fmt: skip


def _hills(c: Canvas) -> None:
    c.ground(wave(330, 46, 1500, 0.6), MIST)
    c.ground(wave(380, 40, 1150, 2.4), HILL)


def terraces() -> bytes:
    """Draw rice terraces below a stilt house, with two people at work."""
    c = Canvas()
    c.disc(1180, 170, 92, SUN)
    _hills(c)
    colours = [LIGHT_LEAF, RICE, LEAF, HILL, WATER, LIGHT_LEAF, RICE, DARK_LEAF, LEAF, WATER, DARK_LEAF]
    for step, colour in enumerate(colours):
        c.ground(
            wave(440 + 37 * step, 20 + 2.5 * step, 1250 - 30 * step, 0.5 * step, -40 + 9 * step), colour, "#f3ead6"
        )
    _stilt_house(c, 250, 474, 150)
    _person(c, 905, 668, 92, BLUE, hat=True)
    _person(c, 990, 676, 86, ROOF, hat=True)
    return c.jpeg()


def village_hall() -> bytes:
    """Draw a village hall with its doors open and people sitting before it."""
    c = Canvas()
    _hills(c)
    c.ground(wave(640, 6, 1700), LIGHT_LEAF)
    _tree(c, 190, 650, 300, LEAF)
    _tree(c, 1420, 655, 330, LEAF)
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
        _seated(c, x, 806 - 26 * (number % 2), 150, (BLUE, ROOF, DARK_LEAF, DARK_WOOD)[number % 4])
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
        _person(c, x, 800, size, coat)
    return c.jpeg()


def forest() -> bytes:
    """Draw a forest with a path, and people looking after young trees."""
    c = Canvas("#e9e6cf")
    c.disc(330, 180, 80, SUN)
    _hills(c)
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
    _person(c, 640, 770, 170, DARK_LEAF, hat=True)
    _person(c, 860, 752, 160, BLUE, hat=True)
    _person(c, 1180, 790, 170, ROOF, hat=True)
    c.line([(1226, 690), (1236, 800)], DARK_WOOD, 8)
    return c.jpeg()


def market() -> bytes:
    """Draw a market: striped awnings, baskets, buyers and sellers."""
    c = Canvas("#f3e8d2")
    _hills(c)
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
        _person(c, x + 188, 592, 150, (BLUE, RICE, DARK_LEAF)[number])
        c.box(x + 10, 600, 352, 110, WOOD)
    for x, coat in ((300, DARK_LEAF), (520, ROOF), (820, BLUE), (1080, DARK_WOOD), (1390, LEAF)):
        _person(c, x, 812, 190, coat, hat=x % 4 == 0)
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
        _person(c, x, 690, 300, coat, hair=hair)
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
    _hills(c)
    c.ground(wave(650, 8, 1500), LIGHT_LEAF)
    _tree(c, 1400, 670, 360, LEAF)
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
        _person(c, x, 806, 230, coat, hat=hat)
    return c.jpeg()


PICTURES = {
    picture.name: picture
    for picture in (
        Picture(
            "ruong-bac-thang",
            "Ruộng bậc thang mùa lúa chín",
            "Tranh vẽ: ruộng bậc thang nhiều màu, một nếp nhà sàn bên trái, hai người đội nón đang làm đồng.",
            terraces,
        ),
        Picture(
            "nha-van-hoa-thon",
            "Nhà văn hóa thôn",
            "Tranh vẽ: nhà văn hóa thôn mái ngói đỏ, cửa mở, bà con ngồi thành hàng trước sân.",
            village_hall,
        ),
        Picture(
            "lop-hoc-buoi-toi",
            "Lớp học buổi tối",
            "Tranh vẽ: ngôi trường lúc chập tối, cửa sổ sáng đèn, bốn người lớn đi vào cổng.",
            evening_class,
        ),
        Picture(
            "rung-cong-dong",
            "Rừng cộng đồng",
            "Tranh vẽ: rừng xanh, lối mòn, ba người đội nón chăm hàng cây non.",
            forest,
        ),
        Picture(
            "cho-phien",
            "Chợ phiên",
            "Tranh vẽ: ba sạp hàng mái sọc, người mua và người bán trong phiên chợ.",
            market,
        ),
        Picture(
            "buoi-lam-viec",
            "Buổi làm việc quanh bàn",
            "Tranh vẽ: năm người đứng quanh bàn có giấy tờ, sau lưng là bảng kế hoạch.",
            meeting,
        ),
        Picture(
            "bang-tin-thon",
            "Bảng tin của thôn",
            "Tranh vẽ: bảng tin mái ngói dán nhiều tờ giấy, bốn người đứng đọc.",
            notice_board,
        ),
    )
}
