"""Alternative texts that are only a file's name are refused in words; sentences are not."""

import pytest
from django.core.exceptions import ValidationError

from articles.models.images import looks_like_a_file_name
from tests.factories import make_image

FILE_NAMES = [
    "Screenshot 2024 03 30 071332",
    "Screenshot 2024-03-30 at 07.13.32",
    "Screenshot 2024-03-30 at 7.13.32 PM",
    "Screen Shot 2024-03-30 at 07.13.32",
    "Screenshot_20240330-071332_Chrome",
    "Screen Recording 2024-03-30",
    "Bildschirmfoto 2024-03-30 um 07.13.32",
    "Bildschirmfoto vom 2024-03-30 07-13-32",
    "Captura de pantalla 2024-03-30 071332",
    "Capture d’écran 2024-03-30 à 07.13.32",
    "Capture d'écran 2024-03-30",
    "WhatsApp Image 2024-03-30 at 07.13.32",
    "IMG_1234.JPG",
    "IMG_1234",
    "img 1234",
    "IMG-20240330-WA0001",
    "DSC 0042",
    "DSC_0042",
    "DSCF0042",
    "DSCN0042",
    "PXL_20240330_071332123",
    "MVI 0042",
    "DJI 0042",
    "GOPR0042",
    "CIMG0042",
    "P1010042",
    "Scan 001",
    "image001",
    "image (3)",
    "photo 2",
    "untitled",
    "Untitled-1",
    "20240330_071332",
    "2024-03-30 07.13.32",
    "1954",
    "harbour_at_dawn",
    "harbour at dawn.jpeg",
    "harbour.webp",
    "0f8fad5b-d9cb-469f-a165-70867728950e",
    "0f8fad5bd9cb469fa16570867728950e",
    "  IMG_1234  ",
]
SENTENCES = [
    "A screenshot of the council's web page",
    "Screenshot of the council's web page",
    "Photo of the harbour at dawn",
    "IMG Arena's new stage",
    "Bild des Tages: Möwen",
    "Foto: Ines Falk vor dem Rathaus",
    "Capture of the fort, painted in 1812",
    "The harbour in 1954",
    "1954: the harbour under ice",
    "Image of the moon",
    "Picture 3 of the series: the empty square",
    "Scan of a letter from 1916",
    "Untitled painting by Ines Falk",
    "PXL Records' new building",
    "Cranes",
    "Möwen",
    "灯台",
    "صورة للميناء",
    "A file called harbour.jpg on a screen",
    "deadbeef",
    "P.S. I love you, the theatre's poster",
    "DJI drones over the field",
]


@pytest.mark.parametrize("alt", FILE_NAMES)
def test_file_name_is_no_alternative_text(alt: str) -> None:
    assert looks_like_a_file_name(alt) is True


@pytest.mark.parametrize("alt", SENTENCES)
def test_sentence_is_an_alternative_text(alt: str) -> None:
    assert looks_like_a_file_name(alt) is False


def test_longest_alternative_text_is_judged_at_once() -> None:
    assert looks_like_a_file_name("screenshot " + "1 " * 140 + "é") is False


@pytest.mark.django_db
def test_file_name_is_refused_with_a_sentence_at_every_save() -> None:
    image = make_image(alt="Cranes over the harbour")
    image.alt = "IMG_1234"
    sentence = "“IMG_1234” looks like a file name. Say in a few words what the picture shows, for people who cannot see it."
    with pytest.raises(ValidationError) as refused:
        image.save()
    assert refused.value.messages == [sentence]
    with pytest.raises(ValidationError) as refused:
        image.full_clean()
    assert refused.value.message_dict["alt"] == [sentence]
