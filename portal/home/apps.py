from django.apps import AppConfig
from django.db.models.signals import post_migrate


class HomeConfig(AppConfig):
    name = "portal.home"
    label = "home"
    verbose_name = "Trang chủ"

    def ready(self) -> None:
        from django.urls import reverse

        from portal.accounts import demonstration, roles
        from portal.comments import demo as opinions
        from portal.home import admin_words, comment_desk, demo, describe, desk, information, setup, tree
        from portal.home.models import HomePage
        from portal.pages import described, navigation, robots, sitemap, surfaces
        from portal.pages.cache import watch

        admin_words.put_in_place()
        desk.register(comment_desk.waiting)
        desk.register_way("Kiểm duyệt ý kiến", "comments-queue", "comments.moderate_submission")
        watch(HomePage)
        setup.register(tree.plant, 10)
        setup.register(information.write, 20)
        setup.register(information.load_organisations, 40)
        setup.register(tree.give_roles, 50)
        setup.register(tree.set_workflows, 60)
        post_migrate.connect(setup.after_migrate, dispatch_uid="portal.home.setup")
        demo.register("Cơ quan và thông tin chân trang", demo.describe_the_site, 0)
        demo.register("Tài khoản minh họa", demonstration.make_accounts, 5)
        demo.register("Ý kiến bạn đọc", opinions.load, 70)
        navigation.register_page("Giới thiệu", "pages.informationpage", 50)
        roles.grant("technical", permissions=("pages.change_sitesettings",))
        roles.grant("approver", permissions=("pages.change_sitesettings",))
        described.register(HomePage, describe.home)
        sitemap.register_address("trang-chu", lambda: "/")
        sitemap.register_address("so-do", lambda: reverse("outline"))
        for pattern in ("/tim-kiem/", "/van-ban/?", "/*?*doi-tuong=", "/*?*linh-vuc=", "/*?*dia-ban=", "/*?*xep="):
            robots.disallow(pattern)
        robots.disallow("/binh-luan/")
        robots.allow("/binh-luan/quy-tac/")
        surfaces.register("home page", lambda obj: ["/"])
