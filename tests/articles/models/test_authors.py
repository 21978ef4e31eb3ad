"""Authors are bylines, not accounts."""

import pytest

from newsroom.models import User
from tests.factories import make_author

pytestmark = pytest.mark.django_db


def test_saving_an_account_never_changes_an_author() -> None:
    user = User.objects.create_user("mara", first_name="Mara")
    author = make_author(name="Mara Lind", user=user)
    user.first_name = "M."
    user.save()
    author.refresh_from_db()
    assert author.name == "Mara Lind"
