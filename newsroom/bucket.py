"""Pictures in a bucket that speaks S3 (S3_URL), originals and renditions in folders of their own. Nothing is public: the site serves."""

from typing import Any

from storages.backends.s3 import S3Storage


class Bucket(S3Storage):
    """What our code asks of a storage beyond the stock one: whether a folder is there, and a save that replaces."""

    def exists(self, name: str) -> bool:
        """Say whether there is a file, or a folder with something in it."""
        return bool(super().exists(name)) if name and "." in name.rpartition("/")[2] else any(self.listdir(name))

    def get_default_settings(self) -> dict[str, Any]:
        return dict(super().get_default_settings()) | {"default_acl": None, "file_overwrite": True, "signature_version": "s3v4"}
