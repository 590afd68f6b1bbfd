"""Names that pass for the board are noticed in any disguise; people's names are left alone."""

import unicodedata
from collections.abc import Callable
from itertools import product

import pytest

from portal.comments import hint_names

TITLES = (
    "Ban Tuyên giáo", "Ban Tuyên giáo và Dân vận", "Ban Dân vận Tỉnh ủy", "Tỉnh ủy Vạn Xuân", "Bí thư Tỉnh ủy",
    "Phó Bí thư Đảng ủy xã", "Chủ tịch xã", "Phó Chủ tịch UBND", "Ủy ban nhân dân xã", "Trưởng ban Tuyên giáo",
    "Phó Trưởng ban", "Lãnh đạo Ban", "Hội đồng nhân dân tỉnh", "Công an xã Sơn Lâm", "Văn phòng Tỉnh ủy",
    "Quản trị viên", "Quản trị trang", "Kiểm duyệt viên", "Ban biên tập", "Administrator", "Thường trực Tỉnh ủy",
    "Cổng thông tin tỉnh", "Ban Nội chính", "Ban Tổ chức", "Ủy ban Kiểm tra",
)  # fmt: skip
CYRILLIC = str.maketrans("aeopcyxABEHKMOPCTX", "аеорсухАВЕНКМОРСТХ")
GREEK = str.maketrans("oαvABEHIKMNOPTX", "οανΑΒΕΗΙΚΜΝΟΡΤΧ")
DISGUISES: dict[str, Callable[[str], str]] = {
    "none": lambda name: name,
    "capitals": str.upper,
    "decomposed": lambda name: unicodedata.normalize("NFD", name),
    "no marks": lambda name: "".join(
        letter for letter in unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
        if not unicodedata.combining(letter)
    ),
    "letters set apart": " ".join,
    "cyrillic": lambda name: name.translate(CYRILLIC),
    "greek": lambda name: name.translate(GREEK),
    "stops between": lambda name: name.replace(" ", "."),
}  # fmt: skip
FAMILY = "Nguyễn Trần Lê Phạm Hoàng Vũ Đặng Bùi Lò Vàng Giàng Sùng Quách Nông Tẩn Bàn Đinh Hà Lý Tô"
MIDDLE = "Văn Thị Đăng Công Bích Quốc Minh Hữu Thanh Ngọc"
GIVEN = "Phong An Uy Tú Thu Vân Giao Tích Ban Bình Trị Quân Hùng Lan Hoa Nhân Dân Chính Thường Tuyên"


def noticed(name: str, people: tuple[str, ...] = ()) -> set[str]:
    return {hint.rule for hint in hint_names.find(unicodedata.normalize("NFC", name), people)}


def test_at_least_95_of_100_imitations_are_noticed() -> None:
    imitations = [change(title) for title, change in product(TITLES, DISGUISES.values())]

    missed = [name for name in imitations if not noticed(name)]

    assert len(imitations) == 200
    assert len(missed) <= 10, missed


def test_at_most_one_of_100_ordinary_names_is() -> None:
    people = [" ".join(parts) for parts in product(FAMILY.split(), MIDDLE.split(), GIVEN.split())][:2000]
    names = [*people[::2], *(" ".join(name.split()[1:]) for name in people[1::2])]

    flagged = [name for name in names if noticed(name)]

    assert len(names) == 2000
    assert len(flagged) <= 20, flagged


@pytest.mark.parametrize(
    "name", ["Ban Tuyên gỉáo", "Ban Тuyên giáo", "B.a.n T.u.y.ê.n G.i.á.o", "Bаn Tuyen Glao", "4dmin"]
)
def test_well_known_tricks_are_noticed(name: str) -> None:
    assert noticed(name)


def test_the_name_of_somebody_of_the_board_is_noticed_in_any_writing() -> None:
    own = ("Tăng Quốc Việt",)

    assert "MD-2" in noticed("Tăng Quốc Việt", own)
    assert "MD-2" in noticed("TANG QUOC VIET", own)
    assert "MD-2" in noticed("Đ/c Tăng Quốc Việt", own)
    assert "MD-2" not in noticed("Tăng Quốc Vinh", own)


def test_letters_of_two_alphabets_in_one_name_are_noticed_by_themselves() -> None:
    assert noticed("Нoа Ban") == {"MD-3"}
    assert noticed("Иван") == set()
    assert noticed("") == set()
