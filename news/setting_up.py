"""The sections that a fresh site begins with."""

from news.models import SectionPage
from portal.accounts.models import User
from portal.editorial.operations import publish
from portal.home.models import HomePage

ROOT = ("Tin tức", "tin-tuc")
SECTIONS = (
    (
        "Kết luận vào cuộc sống",
        "ket-luan-vao-cuoc-song",
        "Chủ trương, kết luận của Đảng được thực hiện ra sao ở cơ sở.",
    ),
    ("Dân vận cơ sở", "dan-van-co-so", "Việc dân, cách nghe dân và trả lời dân ở thôn, bản, tổ dân phố."),
    ("Tuyên truyền miệng", "tuyen-truyen-mieng", "Kinh nghiệm của báo cáo viên, tuyên truyền viên cơ sở."),
    (
        "Học tập và làm theo Bác",
        "hoc-tap-va-lam-theo-bac",
        "Những việc làm cụ thể theo tư tưởng, đạo đức, phong cách Hồ Chí Minh.",
    ),
    ("Phổ biến pháp luật", "pho-bien-phap-luat", "Luật, nghị định, quy định mới nói bằng lời dễ hiểu."),
)


def make_sections(user: User) -> None:
    """Make and publish the sections where the site has none at all; sections a person removed stay removed."""
    if SectionPage.objects.exists():
        return
    home = HomePage.objects.get()
    news = home.add_child(instance=SectionPage(title=ROOT[0], slug=ROOT[1]))
    publish(news, user=user)
    for title, slug, description in SECTIONS:
        section = news.add_child(instance=SectionPage(title=title, slug=slug, description=description))
        publish(section, user=user)
