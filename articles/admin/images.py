"""The picture library: a grid, a form with the focal point on the picture, and uploads one by one for the page that takes many."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import pictures, renditions, saving, uploads
from articles.admin.picture_filters import RightsFilter, ShownFilter, UploaderFilter, UseFilter
from articles.admin.records import CarefulAdmin
from articles.admin.typing import ImageModelAdmin, ImageModelForm
from articles.models import Article, Image, ImageUse
from articles.row_numbers import row_number

_PREVIEW_HEIGHT_PX = 160
_MOST_USES = 50


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
    change_list_template = "desk/picture_list.html"
    change_form_template = "desk/picture.html"  # type: ignore[misc]
    list_display = ["thumbnail", "alt", "credit", "created_at"]  # drawn as a grid: only their order is used
    list_filter = [ShownFilter, UseFilter, RightsFilter, UploaderFilter]
    search_fields = ["alt", "caption", "credit", "source"]
    readonly_fields = ["previews"]
    fields = [*ImageForm.Meta.fields, "previews"]
    list_per_page = 60
    show_full_result_count = False

    def get_urls(self) -> list[Any]:
        own = path("upload/", self.admin_site.admin_view(self.upload), name="articles_image_upload")
        return [own, *super().get_urls()]

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """Say of each picture in how many stories it is. One query."""
        changelist = super().get_changelist_instance(request)
        shown = [image.pk for image in changelist.result_list]
        counted = ImageUse.objects.filter(image__in=shown).values_list("image").annotate(Count("article", distinct=True))
        counts = dict(counted.order_by())
        for image in changelist.result_list:
            image.story_count = counts.get(image.pk, 0)
        return changelist

    def get_search_results(self, request: HttpRequest, queryset: QuerySet[Image], search_term: str) -> tuple[QuerySet[Image], bool]:
        """Find by words, and by the number that the body of a story names."""
        found, may_double = super().get_search_results(request, queryset, search_term)
        number = row_number(search_term.strip().removeprefix("#"))
        if number is not None:
            return found | queryset.filter(pk=number), may_double
        return found, may_double

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        context = {"may_add": self.has_add_permission(request), "upload_address": reverse("admin:articles_image_upload")}
        return super().changelist_view(request, context | (extra_context or {}))

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        image = self.get_object(request, object_id)
        context = _beside_the_form(image) if isinstance(image, Image) else {}
        return super().change_view(request, object_id, form_url, context | (extra_context or {}))

    def upload(self, request: HttpRequest) -> HttpResponse:
        """Take one picture, as its form would; answer with it, or 422 and the sentences for each field."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not self.has_add_permission(request):
            raise PermissionDenied
        blank = {"caption": "", "credit": "", "source": "", "licence": "", "focal_x": "0.5", "focal_y": "0.5"}
        form = self.get_form(request)(data=blank | request.POST.dict(), files=request.FILES)
        if not form.is_valid():
            return JsonResponse({"errors": form.errors}, status=422)
        image = form.save(commit=False)
        try:
            self.save_model(request, image, form, change=False)
        except ValidationError as error:
            told = error.message_dict if hasattr(error, "error_dict") else {"file": error.messages}
            return JsonResponse({"errors": told}, status=422)
        self.log_addition(request, image, [{"added": {}}])
        return JsonResponse({"id": image.pk, "alt": image.alt, "address": reverse("admin:articles_image_change", args=[image.pk])})

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


def _beside_the_form(image: Image) -> dict[str, Any]:
    """Return the picture as the focal point is set on it, and where it is used. Three queries."""
    shown = Q(pk__in=ImageUse.objects.filter(image=image).values("article"))
    stories = Article.objects.filter(shown).order_by("-changed_at").only("pk", "headline")[:_MOST_USES]
    authors = list(image.portrait_of.all()[:_MOST_USES])
    return {"whole": _drawn(image, ""), "used_in": list(stories), "portrait_of": authors}


def _drawn(image: Image, crop: str) -> renditions.Drawing | None:
    return renditions.drawn(renditions.picture_of(vars(image) | {"pk": image.pk}), crop) if image.pk else None
