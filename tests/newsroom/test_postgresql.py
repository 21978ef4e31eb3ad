"""What a connection to PostgreSQL is set to."""

import pytest
from django.db import connection


@pytest.mark.django_db
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="a setting of PostgreSQL's")
def test_no_query_waits_for_its_own_compilation() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SHOW jit")
        assert cursor.fetchall() == [("off",)]
        cursor.execute("SHOW timezone")
        assert cursor.fetchall() == [("UTC",)]
