"""Commands of operators say what they do, and do it."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.test import Client

from articles.models import SiteSettings
from newsroom.models import User


def run(*words: str) -> str:
    out = io.StringIO()
    call_command(*words, stdout=out, stderr=io.StringIO())
    return out.getvalue()


@pytest.mark.django_db
def test_setup_names_the_paper_and_makes_its_first_editor_once() -> None:
    said = run("setup", "--name", "The Courier", "--editor", "mara", "--no-demo")
    password = said.split()[-1]
    assert said == f"The Courier is set up. mara signs in at /admin/ with the password {password}\n"
    assert (SiteSettings.objects.get().name, authenticate(username="mara", password=password)) == ("The Courier", User.objects.get())
    assert list(User.objects.values_list("is_superuser", "is_staff", "groups__name")) == [(True, True, "Chief editor")]
    with pytest.raises(CommandError, match="This site is set up already"):
        run("setup", "--name", "Another", "--editor", "ines", "--no-demo")


@pytest.mark.django_db
def test_setup_with_nobody_to_ask_says_which_options_it_needs() -> None:
    with pytest.raises(CommandError, match="Nobody is there to be asked: say --name, --editor and --demo or --no-demo"):
        run("setup", "--name", "The Courier")
    assert User.objects.count() == 0


@pytest.mark.django_db
def test_locked_account_is_out_at_its_next_click_and_comes_back(client: Client) -> None:
    run("account", "create", "mara", "--group", "Editor", "--password", "fog over the quay")
    client.force_login(User.objects.get(), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/admin/").status_code == 200
    assert run("account", "lock", "mara").startswith("mara cannot sign in any more")
    assert (client.get("/admin/").status_code, authenticate(username="mara", password="fog over the quay")) == (302, None)
    assert run("account", "list").split() == ["mara", "Editor", "(locked)"]
    run("account", "unlock", "mara")
    assert authenticate(username="mara", password="fog over the quay") == User.objects.get()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ["create", "mara", "--group", "Kings"],
            "There is no group Kings. There are: Chief editor, Editor, Moderator, Photo editor, Reporter.",
        ),
        (["create", "mara", "--password", "short"], "This password is too short. It must contain at least 10 characters."),
        (["create", "a b!"], "Enter a valid username. This value may contain only letters, numbers, and @/./+/-/_ characters."),
        (["lock", "nobody"], "There is no account nobody. There are: none."),
        (["lock"], "account lock wants a name."),
    ],
)
def test_what_cannot_be_done_is_a_sentence_and_makes_no_account(words: list[str], sentence: str) -> None:
    with pytest.raises(CommandError) as refused:
        run("account", *words)
    assert (str(refused.value), User.objects.count()) == (sentence, 0)


def test_new_secret_key_keeps_the_old_one_as_a_fallback(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    settings.STATE_DIR, settings.IS_EMBEDDED, settings.SECRET_KEY = tmp_path, True, "a" * 40
    settings.SECRET_KEY_FALLBACKS = ["b" * 40]
    run("rotate_secret_key")
    assert list(tmp_path.glob("*secret_key*")) == []
    run("rotate_secret_key", "--yes")
    assert (tmp_path / "former_secret_keys").read_text().split() == ["a" * 40, "b" * 40]
    assert (len((tmp_path / "secret_key").read_text()), (tmp_path / "secret_key").stat().st_mode & 0o777) == (67, 0o600)


def test_secret_key_of_the_environment_is_printed_and_not_written(settings: Any, tmp_path: Path) -> None:
    settings.STATE_DIR, settings.IS_EMBEDDED, settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = tmp_path, False, "a" * 40, []
    new, former = run("rotate_secret_key", "--yes").splitlines()
    assert (new[:11], former, list(tmp_path.glob("*secret_key*"))) == ("SECRET_KEY=", f"SECRET_KEY_FALLBACKS={'a' * 40}", [])
