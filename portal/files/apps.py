from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "portal.files"
    label = "files"
    verbose_name = "Tệp và hình ảnh"

    def ready(self) -> None:
        from portal.accounts import roles
        from portal.files import renditions

        renditions.connect()
        for role in ("editor", "clerk"):
            roles.grant(
                role,
                permissions=(
                    "files.add_storedfile",
                    "files.view_storedfile",
                    "wagtailimages.add_image",
                    "wagtailimages.change_image",
                    "wagtailimages.choose_image",
                ),
            )
