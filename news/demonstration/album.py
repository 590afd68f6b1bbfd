"""Every drawn picture of the demonstration with its title and the words that stand in for it."""

from collections.abc import Callable
from dataclasses import dataclass

from news.demonstration import indoors, outdoors
from news.demonstration.pictures import (
    evening_class,
    forest,
    market,
    meeting,
    notice_board,
    terraces,
    village_hall,
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A scene: the name of its file, what it shows in words, and how it is drawn."""

    name: str
    title: str
    alt_text: str
    draw: Callable[[], bytes]


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
        Picture(
            "mot-cua",
            "Quầy tiếp nhận hồ sơ",
            "Tranh vẽ: quầy tiếp nhận hồ sơ, ba cán bộ ngồi sau quầy, ba người dân đứng trước, tủ hồ sơ phía sau.",
            indoors.counter,
        ),
        Picture(
            "mam-com",
            "Mâm cơm ngày hội thôn",
            "Tranh vẽ: sân thôn dưới bóng cây, ba chiếu cơm tròn, mỗi chiếu bốn năm người ngồi quanh.",
            outdoors.shared_meal,
        ),
        Picture(
            "so-ghi-chep",
            "Cuốn sổ bốn cột",
            "Tranh vẽ: cuốn sổ mở rộng có bốn cột kẻ, cây bút và chén trà trên bàn gỗ cạnh cửa sổ.",
            indoors.open_book,
        ),
        Picture(
            "loa-truyen-thanh",
            "Cụm loa truyền thanh",
            "Tranh vẽ: cột có bốn chiếc loa giữa những mái nhà, chim đậu trên dây, phía sau là đồi.",
            outdoors.loudspeakers,
        ),
        Picture(
            "khung-cui",
            "Khung cửi",
            "Tranh vẽ: người phụ nữ ngồi dệt bên khung cửi, tấm vải hoa văn đỏ và chàm đang thành hình.",
            indoors.loom,
        ),
        Picture(
            "tu-sach",
            "Tủ sách bến đò",
            "Tranh vẽ: tủ sách có mái bên bờ sông, một người ngồi đọc trên ghế dài, con đò nhỏ đậu gần bờ.",
            outdoors.bookcase,
        ),
        Picture(
            "tram-y-te",
            "Trạm y tế buổi tối",
            "Tranh vẽ: trạm y tế lúc trời tối, cửa sổ sáng đèn, dấu cộng xanh trên mái, hai người đi tới.",
            outdoors.clinic,
        ),
        Picture(
            "may-tinh-xa",
            "Hướng dẫn bên máy tính",
            "Tranh vẽ: ba người quanh chiếc máy tính trên bàn, một bà cụ tóc bạc ngồi giữa.",
            indoors.computer,
        ),
        Picture(
            "ben-do",
            "Đò ngang trên sông",
            "Tranh vẽ: con đò dài chở bốn người qua sông, người lái đò chống sào, núi xa hai bờ.",
            outdoors.ferry,
        ),
        Picture(
            "san-tru-so",
            "Sân trụ sở xã",
            "Tranh vẽ: trụ sở xã hai tầng, cột cờ giữa sân, cây bàng và hàng xe đạp.",
            outdoors.office_yard,
        ),
        Picture(
            "pho-co",
            "Phố treo cờ",
            "Tranh vẽ: dãy nhà phố nhiều màu treo cờ đỏ sao vàng ngang nhau, vài người đi trên vỉa hè.",
            outdoors.flag_street,
        ),
        Picture(
            "san-truong",
            "Sân trường khai giảng",
            "Tranh vẽ: điểm trường nhỏ dưới chân núi, trống trên giá, học trò đứng thành hàng trước thầy giáo.",
            outdoors.school_yard,
        ),
        Picture(
            "hoi-truong",
            "Hội trường",
            "Tranh vẽ: hội trường có bục nói, một người đang trả lời, ba người chấm ngồi bàn, nhiều người nghe.",
            indoors.hall,
        ),
    )
}
