"""Which way a story's words run."""

import pytest

from articles.languages import direction_of, language_of


@pytest.mark.parametrize("language", ["ar", "AR", "ar-eg", "fa", "he", "ur", "ps", "yi", "ckb", "az-Arab", "ks_Arab"])
def test_runs_from_right_to_left(language: str) -> None:
    assert direction_of(language) == "rtl"


@pytest.mark.parametrize("language", ["", "en", "de-AT", "ru", "zh-Hant", "az-Latn", "ks-Deva", "arn", "x", "-", "no such"])
def test_runs_from_left_to_right(language: str) -> None:
    assert direction_of(language) == "ltr"


def test_story_without_a_language_has_the_sites(settings) -> None:
    settings.LANGUAGE_CODE = "he"
    assert (language_of(""), direction_of("")) == ("he", "rtl")
