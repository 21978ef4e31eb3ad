"""The picture library."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import pictures, renditions, saving, uploads
from articles.admin.records import CarefulAdmin
from articles.admin.typing import ImageModelAdmin, ImageModelForm
from articles.models import Image

_PREVIEW_HEIGHT_PX = 160


class ImageForm(ImageModelForm):
    taken: uploads.Taken | None = None

    class Meta:
        model = Image
        fields = ["file", "alt", "caption", "credit", "source", "licence", "rights_expire_on", "focal_x", "focal_y"]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if "file" in self.changed_data:
            if self.instance.pk:
                raise ValidationError(_("A picture's file never changes, because stories show it. Upload a new picture."))
            self.taken = uploads.check_upload(file)
            file.name = uploads.safe_name(file.name)
        return file


@admin.register(Image)
class ImageAdmin(CarefulAdmin, ImageModelAdmin):
    form = ImageForm
    save_thing = staticmethod(lambda image: image)
    delete_thing = staticmethod(saving.delete_image)
    list_display = ["thumbnail", "alt", "caption", "credit", "created_at"]
    list_display_links = ["thumbnail", "alt"]
    search_fields = ["alt", "caption", "credit", "source"]
    readonly_fields = ["previews"]
    fields = [*ImageForm.Meta.fields, "previews"]
    list_per_page = 50
    show_full_result_count = False

    class Media:
        css = {"all": ["css/desk/pictures.css"]}

    def save_model(self, request: HttpRequest, obj: Image, form: ImageModelForm, change: bool) -> None:  # type: ignore[override]  # noqa: FBT001
        if not change:
            obj.uploaded_by = request.user  # type: ignore[assignment]
        pictures.save_image(obj, getattr(form, "taken", None))

    @admin.display(description=gettext_lazy("picture"))
    def thumbnail(self, image: Image) -> SafeString | str:
        drawn = _drawn(image, "3:2")
        if drawn is None:
            return "–"
        return format_html('<img src="{}" alt="" width="160" height="107" loading="lazy">', drawn.src)

    @admin.display(description=gettext_lazy("how it is cut"))
    def previews(self, image: Image) -> SafeString | str:
        """Show the whole picture and every crop, as the focal point was saved."""
        drawn = [(crop or _("whole"), one) for crop in ("", *renditions.CROPS) if (one := _drawn(image, crop))]
        rows = [(one.src, round(one.width_px * _PREVIEW_HEIGHT_PX / one.height_px), name) for name, one in drawn]
        pictures = format_html_join(
            "",
            '<figure class="crop"><img src="{}" width="{}" height="{}" alt="" loading="lazy"><figcaption>{}</figcaption></figure>',
            ((src, min(width, 4 * _PREVIEW_HEIGHT_PX), _PREVIEW_HEIGHT_PX, name) for src, width, name in rows),
        )
        return format_html('<div class="crops">{}</div>', pictures) if drawn else "–"


def _drawn(image: Image, crop: str) -> renditions.Drawing | None:
    return renditions.drawn(renditions.picture_of(vars(image) | {"pk": image.pk}), crop) if image.pk else None
