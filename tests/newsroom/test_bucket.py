"""Pictures and backups in a bucket, on a server that speaks S3 over HTTP: moto's, in a process of its own."""

import io
import os
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.newsroom.places import Site, Sites, paper_in

pytest.importorskip("moto")
boto3 = pytest.importorskip("boto3")

from botocore.exceptions import ReadTimeoutError  # noqa: E402

from newsroom.backup import objects  # noqa: E402
from newsroom.bucket import Bucket  # noqa: E402
from tests.ports import free_port, wait_for_port  # noqa: E402

KEY, SECRET = "paper", "a secret of the bucket"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start the server; return host and port."""
    port = free_port()
    log = (tmp_path_factory.mktemp("moto") / "log").open("wb")
    process = subprocess.Popen([sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)], stdout=log, stderr=log)
    try:
        wait_for_port(port, process, seconds=30)
        yield f"127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)
        log.close()


@pytest.fixture(scope="module")
def s3(server: str) -> Any:
    """Ask the server by other means than ours; there are the buckets `pictures` and `backups`."""
    client = boto3.client(
        "s3", endpoint_url=f"http://{server}", region_name="us-east-1", aws_access_key_id=KEY, aws_secret_access_key=SECRET
    )
    for name in ("pictures", "backups"):
        client.create_bucket(Bucket=name)
    yield client
    client.close()


def keys(s3: Any, bucket: str) -> list[str]:
    return [told["Key"] for told in s3.list_objects_v2(Bucket=bucket).get("Contents", [])]


def unfinished(s3: Any) -> int:
    return len(s3.list_multipart_uploads(Bucket="backups").get("Uploads", []))


@pytest.fixture(scope="module")
def paper(server: str, s3: Any, sites: Sites) -> Site:
    """Make a site whose pictures lie in a bucket."""
    address = f"s3://{KEY}@{server}/pictures?region=us-east-1&insecure=1"
    return paper_in(replace(sites("bucket"), more={"S3_URL": address, "S3_SECRET_KEY": SECRET}))


@pytest.fixture
def theirs(server: str, s3: Any, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this process's backups go there, in parts as small as the server takes."""
    settings.BACKUP_S3 = {"endpoint_url": f"http://{server}", "region_name": "us-east-1", "access_key": KEY, "secret_key": SECRET}
    monkeypatch.setattr(objects, "PART_BYTES", 5 * 1024 * 1024)
    monkeypatch.setattr(objects, "_READ_BYTES", 1024 * 1024)


def test_pictures_lie_in_the_bucket_and_come_through_the_site(paper: Site, s3: Any) -> None:
    made = keys(s3, "pictures")
    assert (sum(key.startswith("originals/") for key in made), {key.partition("/")[0] for key in made}) == (1, {"originals", "public"})
    assert [path for path in (paper.folder / "media").rglob("*") if path.suffix in {".jpg", ".avif"}] == []
    script = """
from django.conf import settings
from django.test import Client
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
import re
client = Client(SERVER_NAME="127.0.0.1")
page = client.get("/2024/03/30/fog-over-the-harbour/")
page = page if page.status_code == 200 else client.get(re.findall('href="(/2024/[^"]+/)"', client.get("/").content.decode())[0])
picture = client.get(re.findall('src="(/media/[^"]+)"', page.content.decode())[0])
print(picture.status_code, picture["Content-Type"], b"".join(picture)[:3] == b"\\xff\\xd8\\xff")
"""
    told = paper.manage("shell", "-v0", "-c", script)
    assert (told.stdout, told.stderr) == ("200 image/jpeg True\n", "")


@pytest.fixture
def bucket(server: str, s3: Any) -> Any:
    return Bucket(
        bucket_name="pictures",
        location="tried",
        endpoint_url=f"http://{server}",
        region_name="us-east-1",
        access_key=KEY,
        secret_key=SECRET,
    )


def test_storage_in_a_bucket_keeps_what_our_code_asks_of_one(bucket: Any) -> None:
    assert bucket.exists("a") is False
    assert bucket.save("a/b.jpg", io.BytesIO(b"first")) == bucket.save("a/b.jpg", io.BytesIO(b"second")) == "a/b.jpg"
    with bucket.open("a/b.jpg") as file:
        assert (file.read(), file.size) == (b"second", 6)
    assert (bucket.exists("a/b.jpg"), bucket.exists("a"), bucket.listdir("a")) == (True, True, ([], ["b.jpg"]))
    bucket.delete("a/b.jpg")
    assert (bucket.exists("a/b.jpg"), bucket.exists("a")) == (False, False)
    with pytest.raises(FileNotFoundError):
        bucket.open("a/b.jpg").read()


def test_backup_goes_into_a_bucket_and_comes_back_from_there(paper: Site, sites: Sites, s3: Any) -> None:
    done = paper.manage("backup", "s3://backups/nightly/one.tar")
    assert (done.returncode, "1 pictures" in done.stderr, unfinished(s3)) == (0, True, 0), done.stderr
    again = paper.manage("backup", "s3://backups/nightly/one.tar")
    assert again.stderr.strip().endswith("s3://backups/nightly/one.tar is there already. Choose another name. Nothing is kept of it.")
    verified = paper.manage("verify_backup", "s3://backups/nightly/one.tar")
    assert (verified.returncode, verified.stderr[:22]) == (0, "It comes back whole: 2"), verified.stderr
    told = {"BACKUP_S3_URL": paper.more["S3_URL"], "BACKUP_S3_SECRET_KEY": SECRET}
    other = replace(sites("ondisk"), more=told)  # its own pictures lie on the disk
    restored = other.manage("restore", "s3://backups/nightly/one.tar")
    assert (restored.returncode, len(list((other.folder / "media" / "originals").rglob("*.jpg")))) == (0, 1), restored.stderr


def test_damaged_archive_in_a_bucket_is_refused_and_nothing_is_restored(paper: Site, sites: Sites, s3: Any, tmp_path: Path) -> None:
    assert paper.manage("backup", str(tmp_path / "whole.tar")).returncode == 0
    whole = (tmp_path / "whole.tar").read_bytes()
    s3.put_object(Bucket="backups", Key="cut.tar", Body=whole[: len(whole) * 2 // 3])
    other = replace(sites("cut"), more=paper.more | {"S3_URL": "", "S3_SECRET_KEY": "", **_for_backups(paper)})
    done = other.manage("restore", "s3://backups/cut.tar")
    assert re.fullmatch(r"CommandError: The archive is damaged: .*\. Nothing was restored\.", done.stderr.strip().splitlines()[-1])
    assert list((other.folder / "media").rglob("*.jpg")) == []


def _for_backups(site: Site) -> dict[str, str]:
    return {"BACKUP_S3_URL": site.more["S3_URL"], "BACKUP_S3_SECRET_KEY": SECRET}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("restore", "s3://backups/nothing.tar"), "the bucket answered “404: Not Found”. Nothing was restored."),
        (
            ("backup", "s3://nobodys/one.tar"),
            "the bucket answered “NoSuchBucket: The specified bucket does not exist”. Nothing is kept of it.",
        ),
        (("backup", "s3://backups"), "An archive in a bucket is named like s3://bucket/folder/name.tar. Nothing is kept of it."),
    ],
)
def test_what_cannot_be_done_in_a_bucket_is_one_sentence(paper: Site, words: tuple[str, str], sentence: str) -> None:
    done = paper.manage(*words)
    assert (done.returncode, len(done.stderr.strip().splitlines()), done.stderr.strip().partition("stopped: ")[2]) == (1, 1, sentence)


@pytest.mark.usefixtures("theirs")
def test_stream_of_many_parts_comes_back_as_it_was(s3: Any) -> None:
    sent = random.Random(1).randbytes(12_345_678)
    with objects.writing("s3://backups/parts") as out:
        for place in range(0, len(sent), 10_240):
            out.write(sent[place : place + 10_240])
    assert s3.head_object(Bucket="backups", Key="parts")["ETag"].endswith('-3"')
    assert objects.Download("s3://backups/parts").read() == sent


@pytest.mark.usefixtures("theirs")
def test_upload_that_is_given_up_leaves_nothing(s3: Any) -> None:
    def break_off() -> None:
        with objects.writing("s3://backups/half") as out:
            out.write(bytes(6_000_000))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    assert ("half" in keys(s3, "backups"), unfinished(s3)) == (False, 0)


@pytest.mark.usefixtures("theirs")
def test_connection_that_breaks_costs_one_range(s3: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = random.Random(2).randbytes(3_000_000)
    s3.put_object(Bucket="backups", Key="breaks", Body=sent)
    monkeypatch.setattr(objects.time, "sleep", lambda seconds: None)
    download = objects.Download("s3://backups/breaks")
    asked, whole = [], download._asked

    def breaks_at_second(wanted: str) -> bytes:
        asked.append(wanted)
        if len(asked) == 2:
            raise ReadTimeoutError(endpoint_url="http://bucket")
        return whole(wanted)

    monkeypatch.setattr(download, "_asked", breaks_at_second)
    assert download.read() == sent
    assert asked == ["bytes=0-1048575", "bytes=1048576-2097151", "bytes=1048576-2097151", "bytes=2097152-2999999"]


@pytest.mark.usefixtures("theirs")
def test_object_that_was_replaced_while_it_was_read_is_refused(s3: Any) -> None:
    s3.put_object(Bucket="backups", Key="changes", Body=bytes(2_000_000))
    download = objects.Download("s3://backups/changes")
    download.read(1000)
    s3.put_object(Bucket="backups", Key="changes", Body=os.urandom(2_000_000))
    with pytest.raises(objects.Refused, match="PreconditionFailed"):
        download.read()


def test_server_that_is_away_is_one_sentence(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(objects, "_TRIES", 1)
    settings.BACKUP_S3 = {"endpoint_url": "http://127.0.0.1:1", "region_name": "us-east-1", "access_key": KEY, "secret_key": SECRET}
    with pytest.raises(objects.Refused, match=re.escape('Could not connect to the endpoint URL: "http://127.0.0.1:1/backups/one"')):
        objects.Download("s3://backups/one")
