"""The picture library."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import pictures, renditions
from articles.admin.records import CarefulAdmin
from articles.admin.typing import ImageModelAdmin, ImageModelForm
from articles.models import Image


class ImageForm(ImageModelForm):
    class Meta:
        model = Image
        fields = ["file", "alt", "caption", "credit", "source", "licence", "rights_expire_on", "focal_x", "focal_y"]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if "file" in self.changed_data:
            if self.instance.pk:
                raise ValidationError(_("A picture's file never changes, because stories show it. Upload a new picture."))
            pictures.check_upload(file)
            file.name = pictures.safe_name(file.name)
        return file


@admin.register(Image)
class ImageAdmin(CarefulAdmin, ImageModelAdmin):
    form = ImageForm
    save_thing = staticmethod(lambda image: image)
    list_display = ["thumbnail", "alt", "caption", "credit", "created_at"]
    list_display_links = ["thumbnail", "alt"]
    search_fields = ["alt", "caption", "credit", "source"]
    readonly_fields = ["thumbnail"]
    fields = ["thumbnail", *ImageForm.Meta.fields]
    list_per_page = 50
    show_full_result_count = False

    def save_model(self, request: HttpRequest, obj: Image, form: ImageModelForm, change: bool) -> None:  # type: ignore[override]  # noqa: FBT001
        if not change:
            obj.uploaded_by = request.user  # type: ignore[assignment]
            obj.file.save(str(obj.file.name), obj.file.file, save=False)
        pictures.save_image(obj)

    @admin.display(description=gettext_lazy("picture"))
    def thumbnail(self, image: Image) -> SafeString | str:
        drawn = renditions.picture(image.renditions, image.width_px, image.height_px, crop="3:2") if image.pk else None
        if not drawn:
            return "–"
        return format_html('<img src="{}" alt="" width="160" height="107" loading="lazy">', drawn["src"])
