from django.apps import AppConfig
from django.db.models.signals import post_migrate


class HomeConfig(AppConfig):
    name = "portal.home"
    label = "home"
    verbose_name = "Trang chủ"

    def ready(self) -> None:
        from portal.accounts import demonstration, roles
        from portal.home import admin_words, demo, information, setup, tree
        from portal.pages import navigation, surfaces

        admin_words.put_in_place()
        setup.register(tree.plant, 10)
        setup.register(information.write, 20)
        setup.register(information.load_organisations, 40)
        setup.register(tree.give_roles, 50)
        setup.register(tree.set_workflows, 60)
        post_migrate.connect(setup.after_migrate, dispatch_uid="portal.home.setup")
        demo.register("Cơ quan và thông tin chân trang", demo.describe_the_site, 0)
        demo.register("Tài khoản minh họa", demonstration.make_accounts, 5)
        navigation.register_page("Giới thiệu", "pages.informationpage", 50)
        roles.grant("technical", permissions=("pages.change_sitesettings",))
        roles.grant("approver", permissions=("pages.change_sitesettings",))
        surfaces.register("home page", lambda obj: ["/"])
