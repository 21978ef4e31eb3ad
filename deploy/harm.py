"""What a site is hurt with: wrong values, a database and a volume that cannot be written, killed work, full disks. For deploy/try."""

import json
import subprocess
import time

from box import PROJECT, ROOT, Box, answered, must, published, ready, refused, run, sql
from crowd import NAME, PASSWORD, Editor, Load, png

_LINE = json.dumps(
    {"import_ref": "r%d", "headline": "Imported %d", "section": ["News"], "body": ["x"], "published_at": "2024-03-30T07:13:20Z"}
)
_IMPORTED = 4_000
_KILL_WHILE_WRITING = """
manage.py backup /srv/newsroom/killed.tar 2>/dev/null &
until ls /srv/newsroom/.killed.tar.*.part >/dev/null 2>&1; do kill -0 $! || exit 9; done
kill -9 $!
test ! -e /srv/newsroom/killed.tar
"""


def hurt(box: Box) -> None:
    editor = Editor(box.site)
    wrong_values(box)
    only_reading(box, editor)
    roots_volume(box)
    without_database(box)
    killed_at_work(box, editor)


def wrong_values(box: Box) -> None:
    database = "postgres://newsroom:pa55word@db/newsroom"
    wrong = (
        ("SITE_URL", "paper"), ("SITE_URL", database), ("TIME_ZONE", "Berlin"), ("DATABASE_URL", box.site), ("SECRET_KEY", "short"),
        ("SECRET_KEY", ""), ("WEB_WORKERS", "many"), ("EMAIL_URL", "mail.example"), ("S3_URL", "bucket"), ("READ_ONLY", "perhaps"),
    )  # fmt: skip
    for name, value in wrong:
        said = refused(box, "run", "--rm", "-T", "--no-deps", "--env", f"{name}={value}", "web").splitlines()
        must(
            len(said) == 1 and said[0].startswith(f"newsroom: {name} must "), f"{name}={value}: {said[-1] if said else 'nothing was said'}"
        )
    said = refused(box, "run", "--rm", "-T", "--no-deps", "--env", f"DATABASE_URL={database}", "web", "manage.py", "migrate")
    must("password authentication failed" in said and "pa55word" not in said and said.count("\n") == 0, f"wrong password: {said}")
    for name in ("SECRET_KEY", "POSTGRES_PASSWORD", "SITE_URL"):
        lacking = box.folder / "lacking"
        lacking.write_text("".join(line for line in box.env.read_text().splitlines(keepends=True) if not line.startswith(name)))
        done = subprocess.run(("docker", "compose", "--env-file", str(lacking), "config", "-q"), cwd=ROOT, capture_output=True, check=False)
        said = done.stderr.decode().strip()
        must(done.returncode != 0 and name in said and "deploy/make-env" in said, f"no {name}: {said.splitlines()[-1] if said else said}")


def only_reading(box: Box, editor: Editor) -> None:
    sql(box, "ALTER SYSTEM SET default_transaction_read_only = on")
    must("The Courier" in editor.get("/"), "a database that only reads: readers read")
    code, page = answered(lambda: Editor(box.site))
    must((code, "Signing in is not possible at the moment" in page) == (503, True), "whoever signs in is told that nothing can be written")
    code, page = answered(lambda: editor.publish("Typed in vain?"))
    must((code, "Typed in vain?" in page) == (503, True), "whoever publishes gets 503 with all that was typed, to be sent again")
    sql(box, "ALTER SYSTEM RESET default_transaction_read_only")
    must(answered(lambda: editor.publish("And on it goes")) == (200, ""), "it can be written again: the same editor publishes")


def roots_volume(box: Box) -> None:
    owned(box, by=0)
    must('"media": {"ok": false' in ready(box), "a volume that belongs to root: /healthz/ready names it")
    said = refused(box, "run", "--rm", "-T", "--no-deps", "web", "manage.py", "check")
    must("newsroom.E003" in said, "manage.py check says so, with a hint")
    owned(box, by=10001)
    must('"ready": true' in ready(box), "given back, all is well")


def owned(box: Box, *, by: int) -> None:
    """Give the volume of originals to an account, as a restored disk or a mistaken chown does."""
    into = ("--volume", f"{PROJECT}_state:/given")
    run("docker", "run", "--rm", "--user", "0", *into, "newsroom", "chown", "-R", f"{by}:{by}", "/given/media")


def without_database(box: Box) -> None:
    box.compose("stop", "db")
    said = refused(box, "run", "--rm", "-T", "--no-deps", "web", "manage.py", "migrate")
    must(said.startswith("newsroom: the database cannot be used: ") and said.count("\n") == 0, f"a database that is not there: {said}")
    box.up()


def killed_at_work(box: Box, editor: Editor) -> None:
    killed_import(box)
    box.compose("run", "--rm", "-T", "--no-deps", "web", "sh", "-ec", _KILL_WHILE_WRITING)
    box.compose("run", "--rm", "-T", "--no-deps", "web", "manage.py", "backup", "/srv/newsroom/killed.tar")
    must(True, "a backup that is killed has nothing under its name; the next one works")
    box.compose("run", "--rm", "-T", "--no-deps", "web", "sh", "-c", "rm /srv/newsroom/*.tar /srv/newsroom/.*.part")
    picture = png()
    code, page = answered(lambda: editor.upload(picture, "Killed", halfway=lambda: box.compose("kill", "web")))
    must(code >= 502 and "send it again if it is missing" in page, f"the site is killed in the middle of an upload: {code}, in a sentence")
    box.up()
    must("Killed" not in editor.get("/admin/articles/image/"), "nothing of it is in the library")
    must(answered(lambda: editor.upload(picture, "Sent again")) == (200, ""), "the same picture is sent again and taken")


def killed_import(box: Box) -> None:
    lines = "".join(f"{_LINE.replace('%d', str(number))}\n" for number in range(_IMPORTED))
    box.compose("exec", "-T", "web", "sh", "-c", "cat > /srv/newsroom/stories.jsonl", input=lines.encode())
    words = ("run", "--no-deps", "-T", "--rm", "web", "manage.py", "import_articles", "/srv/newsroom/stories.jsonl")
    with subprocess.Popen((*box.begin, "run", "--name", f"{PROJECT}-import", *words[1:]), cwd=ROOT, stderr=subprocess.DEVNULL) as process:
        while not (before := _imported(box)) and process.poll() is None:
            time.sleep(0.2)
        run("docker", "kill", f"{PROJECT}-import")
    before = _imported(box)
    box.compose(*words)
    must(0 < before < _IMPORTED == _imported(box), f"an import that is killed after {before} stories is finished by the next")


def _imported(box: Box) -> int:
    return sum(headline.startswith("Imported ") for headline in published(box))


def full(box: Box) -> None:
    """Fill the database's own disk while readers read and an editor publishes: a volume of 200 MB, kept mounted by a container beside."""
    box.compose("down", "--volumes", "--timeout", "20")
    small, usual, holder = box.folder / "small.json", box.begin, f"{PROJECT}-holder"
    options = {"type": "tmpfs", "device": "tmpfs", "o": "size=200m"}
    small.write_text(json.dumps({"volumes": {"database": {"driver_opts": options}}}))
    box.begin = (*usual, "--file", "docker-compose.yml", "--file", str(small))
    try:
        box.compose("up", "--wait", "--detach", "db")
        two_who_migrate(box)
        run(
            "docker",
            "run",
            "--detach",
            "--rm",
            "--name",
            holder,
            "--user",
            "0",
            "--volume",
            f"{PROJECT}_database:/held",
            "newsroom",
            "sleep",
            "3600",
        )
        print(f"  healthy after {box.up():.0f} s")
        line = _LINE.replace("%d", "1").encode()
        box.compose(
            "run", "--rm", "-T", "web", "manage.py", "setup", "--name", "The Courier", "--editor", NAME, "--password", PASSWORD, "--no-demo"
        )
        box.compose("exec", "-T", "web", "manage.py", "import_articles", "-", input=line)
        fill_and_make_room(box, holder)
    finally:
        subprocess.run(("docker", "rm", "--force", holder), capture_output=True, check=False)
        box.compose("down", "--volumes", "--timeout", "20")
        box.begin = usual


def two_who_migrate(box: Box) -> None:
    words = (*box.begin, "run", "--rm", "-T", "--no-deps", "migrate")
    both = [subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) for _ in range(2)]
    said = [process.communicate()[0].decode() for process in both]
    ended = [process.returncode for process in both]
    idle = ["No migrations to apply" in out for out in said]
    must(
        (ended, sorted(idle)) == ([0, 0], [False, True]), f"two who migrate an empty database at once: one does it, the other waits {ended}"
    )


def fill_and_make_room(box: Box, holder: str) -> None:
    editor = Editor(box.site)
    editor.publish("Before the disk was full")
    story = editor.story("Typed onto a full disk")
    with Load(box.site, "full disk") as load:
        _fill(holder)
        until = time.monotonic() + 60
        while "503" not in load.refused and time.monotonic() < until:
            time.sleep(0.5)
        _fill(holder)
        time.sleep(5)
        code, page = answered(lambda: editor.send(story, "Typed onto a full disk"))
    must(not load.bad, f"readers are served ({len(load.bad)} were not)")
    must(set(load.refused) == {"503"}, f"once it is used up the editor is refused, each time with 503: {set(load.refused)}")
    must((code, "Typed onto a full disk" in page) == (503, True), f"and gets back all that was typed, to be sent again ({code})")
    told = without_log(box, holder, editor, story)
    run("docker", "exec", holder, "sh", "-c", "rm /held/filler*")
    began = time.monotonic()
    while '"ready": true' not in ready(box) and time.monotonic() - began < 120:
        time.sleep(0.2)
    must('"ready": true' in ready(box), f"room is made: the site goes on by itself after {time.monotonic() - began:.0f} s")
    must(answered(lambda: editor.send(story, "Typed onto a full disk")) == (200, ""), "the same editor sends the same, and it is published")
    kept = {"Before the disk was full", "Typed onto a full disk", *load.answered, *told}
    must(kept <= published(box), f"all {len(kept)} stories that were answered are there")


def without_log(box: Box, holder: str, editor: Editor, story: list[tuple[str, str]]) -> list[str]:
    """Let PostgreSQL's log find no room either, which ends it; return what was published all the same."""
    much = "SELECT pg_logical_emit_message(true, '', repeat('x', 40000000))"
    with Load(box.site, "no log") as load:
        for _ in range(4):
            refused(box, "exec", "-T", "db", "psql", "-q", "-U", "newsroom", "-c", much)
            _fill(holder)
        time.sleep(10)
        code, page = answered(lambda: editor.send(story, "Typed onto a full disk"))
    must('"database": {"ok": false' in ready(box), "PostgreSQL ends when its log finds no room; /healthz/ready says so")
    must({*load.bad, *load.refused} <= {"503"}, "readers and editors are told with 503 that the site is back in a moment")
    must((code, "Typed onto a full disk" in page) == (503, True), f"an editor gets back all that was typed ({code})")
    return load.answered


def _fill(holder: str) -> None:
    """Leave not one page of it: what is asked for fails when there is no more, which is its end."""
    words = "dd if=/dev/zero of=/held/filler$(date +%s%N) bs=4k 2>/dev/null; true"
    run("docker", "exec", holder, "sh", "-c", words)
