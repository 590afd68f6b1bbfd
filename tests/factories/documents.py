"""Documents, bodies and files for tests."""

from datetime import date
from itertools import count
from typing import Any

from documents.clearing import clear_for_publication
from documents.filing import FiledFile, file_document
from documents.models import CONDITIONS, DocumentType, OfficialDocument
from portal.accounts.models import User
from portal.editorial.operations import publish
from portal.files.models import StoredFile
from portal.files.operations import receive
from portal.organisations.models import Organisation, OrganisationName

_numbers = count(1)
PLAN = """ỦY BAN NHÂN DÂN
TỈNH VẠN XUÂN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 208/KH-UBND
Vạn Xuân, ngày 15 tháng 01 năm 2026

KẾ HOẠCH
Thí điểm hộp thư sáng kiến tại các xã, phường

Thực hiện Chương trình hành động số 31-CTr/TU ngày 14/02/2022 của Ban Thường vụ Tỉnh ủy,
Ủy ban nhân dân tỉnh ban hành kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU
1. Mỗi xã, phường mở một hộp thư nhận sáng kiến của cán bộ và người dân.
2. Trả lời người gửi trong mười ngày làm việc.

II. TỔ CHỨC THỰC HIỆN
1. Văn phòng Ủy ban nhân dân tỉnh theo dõi và tổng hợp.
2. Kế hoạch này có hiệu lực từ ngày 20 tháng 01 năm 2026./.

Nơi nhận:
- Thường trực Tỉnh ủy (để báo cáo);
- Các xã, phường;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Đoàn Văn Thử
"""


def make_body(name: str = "Ủy ban nhân dân tỉnh Vạn Xuân", level: str = "province", **values: Any) -> Organisation:
    """Return a body with one name."""
    branch = values.pop("branch", "government")
    body = Organisation.objects.create(key=f"co-quan-thu-{next(_numbers)}", level=level, branch=branch)
    OrganisationName.objects.create(organisation=body, name=name, **values)
    body.refresh_from_db()
    return body


def type_named(name: str, branch: str = "party") -> DocumentType:
    """Return the type that set-up made."""
    return DocumentType.objects.get(name=name, branch=branch)


def make_file(content: bytes = b"", name: str = "van-ban.txt", actor: Any = None) -> StoredFile:
    """Return a stored file of its own bytes."""
    return receive(content or f"Nội dung của tệp thử {next(_numbers)}.".encode(), name, actor=actor)


def make_draft(
    by: Any = None, *, files: list[FiledFile] | None = None, text: str = "", **values: Any
) -> OfficialDocument:
    """Return a draft document with its first revision."""
    fields: dict[str, Any] = {
        "symbol": f"{next(_numbers)}-KL/TU",
        "type": type_named("Kết luận"),
        "subject": "về việc thử nghiệm hồ sơ văn bản",
        "issued_on": date(2022, 3, 4),
        **values,
    }
    if "issuer" not in fields:
        fields["issuer"] = make_body("Ban Thường vụ Tỉnh ủy Vạn Xuân", branch="party")
    return file_document(values=fields, by=by or User.objects.system("set-up"), text=text, files=files or [])


def make_public(by: Any = None, **values: Any) -> OfficialDocument:
    """Return a public document, cleared and published by the system user of set-up."""
    return make_live(make_draft(by, **values))


def make_live(document: OfficialDocument) -> OfficialDocument:
    """Clear and publish a draft."""
    user = User.objects.system("set-up")
    clear_for_publication(
        document=document, by=user, ground="thử nghiệm", answers=[condition.key for condition in CONDITIONS]
    )
    published: OfficialDocument = publish(document, user=user)
    return published
