"""Archives in a bucket that speaks S3, written and read as streams: `s3://bucket/key`. Nothing of them touches the disk.

The server and the key are those of BACKUP_S3_URL or, where it is not set, of S3_URL.
"""

import base64
import hashlib
import io
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import unquote, urlsplit

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError, IncompleteReadError
from django.conf import settings
from django.utils.translation import gettext as _

PART_BYTES = 32 * 1024 * 1024
"""Of an upload, each as long (some servers demand it), 10,000 at most: an archive up to 335 GB. Three are held in memory."""
_READ_BYTES = 16 * 1024 * 1024
_TRIES = 5
_BROKE_OFF = (HTTPClientError, IncompleteReadError)
"""While the bytes of an answer came: the client itself tries again only up to its head."""


class Refused(OSError):
    """The bucket did not do what was asked; the sentence says what it answered."""


class Place:
    """One object of a bucket, which may not be there."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.bucket, self.key = parts.netloc, unquote(parts.path).lstrip("/")
        if not self.bucket or not self.key or self.key.endswith("/") or parts.query:
            raise Refused(_("An archive in a bucket is named like s3://bucket/folder/name.tar"))
        if not settings.BACKUP_S3:
            raise Refused(_("Set BACKUP_S3_URL and BACKUP_S3_SECRET_KEY, or S3_URL and S3_SECRET_KEY: they say where the bucket is"))
        self.client = boto3.client(
            "s3",
            endpoint_url=settings.BACKUP_S3["endpoint_url"],
            region_name=settings.BACKUP_S3["region_name"],
            aws_access_key_id=settings.BACKUP_S3["access_key"],
            aws_secret_access_key=settings.BACKUP_S3["secret_key"],
            config=Config(
                signature_version="s3v4", connect_timeout=10, read_timeout=60, retries={"max_attempts": _TRIES, "mode": "standard"}
            ),
        )

    def ask(self, act: str, **more: Any) -> Any:
        """Ask the server for one of its acts; raises `Refused`."""
        with _answered():
            return getattr(self.client, act)(Bucket=self.bucket, Key=self.key, **more)

    def exists(self) -> bool:
        with _answered():
            try:
                self.client.head_object(Bucket=self.bucket, Key=self.key)
            except ClientError as error:
                if error.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
                    return False
                raise
        return True


@contextmanager
def writing(address: str) -> Iterator["Upload"]:
    """Give a stream that becomes the object when all was written; when anything fails there is no object, as before."""
    place = Place(address)
    if place.exists():
        raise Refused(_("%(name)s is there already. Choose another name") % {"name": address})
    upload = Upload(place)
    try:
        yield upload
        upload.finish()
    except BaseException:
        upload.give_up()
        raise


class Upload(io.RawIOBase):
    """A stream that is sent in parts, each with its SHA-256, which the server compares; one is sent while the next is written."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.id = place.ask("create_multipart_upload", ChecksumAlgorithm="SHA256", ContentType="application/x-tar")["UploadId"]
        self.waiting = bytearray()
        self.parts: list[dict[str, Any]] = []
        self.sending: Future[dict[str, Any]] | None = None
        self.sender = ThreadPoolExecutor(1, "upload")

    def write(self, some: Any) -> int:
        self.waiting += some
        if len(self.waiting) >= PART_BYTES:
            self._send()
        return len(some)

    def _send(self) -> None:
        self._wait()
        number, part = len(self.parts) + 1, bytes(self.waiting)
        self.waiting.clear()
        self.sending = self.sender.submit(self._sent, number, part)

    def _wait(self) -> None:
        if self.sending:
            self.parts.append(self.sending.result())
            self.sending = None

    def _sent(self, number: int, part: bytes) -> dict[str, Any]:
        checksum = base64.b64encode(hashlib.sha256(part).digest()).decode()
        told = self.place.ask("upload_part", UploadId=self.id, PartNumber=number, Body=part, ChecksumSHA256=checksum)
        return {"PartNumber": number, "ETag": told["ETag"], "ChecksumSHA256": checksum}

    def finish(self) -> None:
        if self.waiting:
            self._send()
        self._wait()
        self.sender.shutdown()
        self.place.ask("complete_multipart_upload", UploadId=self.id, MultipartUpload={"Parts": self.parts})

    def give_up(self) -> None:
        """Let the server forget the parts. One that does not answer is why we give up: its own rule for unfinished uploads does it."""
        self.sender.shutdown(cancel_futures=True)
        with suppress(Refused):
            self.place.ask("abort_multipart_upload", UploadId=self.id)


class Download(io.RawIOBase):
    """The bytes of an object, in ranges: a connection that breaks costs the range it broke in."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.place = Place(address)
        told = self.place.ask("head_object")
        self.size, self.tag = told["ContentLength"], told["ETag"]
        self.at = 0
        self.ready = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        if not self.ready and self.at < self.size:
            self.ready = memoryview(self._range())
            self.at += len(self.ready)
        count = min(len(into), len(self.ready))
        into[:count], self.ready = self.ready[:count], self.ready[count:]
        return count

    def _range(self) -> bytes:
        wanted = f"bytes={self.at}-{min(self.at + _READ_BYTES, self.size) - 1}"
        for tried in range(1, _TRIES):
            try:
                return self._asked(wanted)
            except _BROKE_OFF:
                time.sleep(tried)
        with _answered():
            return self._asked(wanted)

    def _asked(self, wanted: str) -> bytes:
        """Fetch a range of what was there at first: an object that was replaced since is refused."""
        body: bytes = self.place.ask("get_object", Range=wanted, IfMatch=self.tag)["Body"].read()
        return body


@contextmanager
def _answered() -> Iterator[None]:
    """Turn what the server or the network says into one sentence."""
    try:
        yield
    except ClientError as error:
        told = error.response.get("Error", {})
        answer = {"code": told.get("Code", "?"), "message": told.get("Message", "?")}
        raise Refused(_("the bucket answered “%(code)s: %(message)s”") % answer) from error
    except BotoCoreError as error:
        raise Refused(str(error)) from error
