"""Acts over connections of their own, as other processes do them."""

import threading
from collections.abc import Callable

from django.db import connection


def side_by_side(*acts: Callable[[], object]) -> list[BaseException]:
    """Do all acts at once, each over its own connection; return what went wrong."""
    errors: list[BaseException] = []

    def run(act: Callable[[], object]) -> None:
        try:
            act()
        except Exception as error:  # noqa: BLE001  (whatever it is, the test shall see it)
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return errors
