"""The list that a fresh site begins with."""

from exemplars.models import ExemplarIndexPage
from portal.accounts.models import User
from portal.editorial.operations import publish
from portal.home.models import HomePage

TITLE, SLUG = "Gương điển hình", "guong-dien-hinh"
DESCRIPTION = "Cá nhân, tập thể và mô hình làm được việc, có đơn vị xác nhận số liệu và căn cứ khen thưởng."


def make_list(user: User) -> None:
    """Make and publish the list where the site has none; one that a person removed stays removed."""
    if ExemplarIndexPage.objects.exists():
        return
    home = HomePage.objects.get()
    page = home.add_child(instance=ExemplarIndexPage(title=TITLE, slug=SLUG, description=DESCRIPTION))
    publish(page, user=user)
