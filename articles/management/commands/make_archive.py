"""Write invented stories for benchmarks."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.archive_maker import ArchiveIsThere, Scale, make_archive


class Command(BaseCommand):
    help = "Write invented stories with their editions, always the same for the same seed. For benchmarks, never on a paper's own database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--articles", type=int, required=True, help="how many stories")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--section-count", type=int, default=12)
        parser.add_argument("--author-count", type=int, default=60)
        parser.add_argument("--tag-count", type=int, default=200)
        parser.add_argument("--years", type=int, default=20, help="how far back the oldest story lies")
        parser.add_argument("--updated", type=int, default=0, metavar="PERCENT", help="how many of the stories have a second edition")

    def handle(self, *args: Any, **options: Any) -> None:
        scale = Scale(
            articles=options["articles"],
            seed=options["seed"],
            sections=options["section_count"],
            authors=options["author_count"],
            tags=options["tag_count"],
            years=options["years"],
            updated_share=options["updated"] / 100,
        )
        if min(scale.articles, scale.sections, scale.authors, scale.tags, scale.years) < 1 or not 0 <= scale.updated_share <= 1:
            raise CommandError("Every count is at least 1, and PERCENT lies between 0 and 100.", returncode=2)
        try:
            seconds = make_archive(scale, tell=self._tell)
        except ArchiveIsThere as error:
            raise CommandError(f"The stories of seed {scale.seed} are here already. Choose another seed.", returncode=1) from error
        self.stdout.write(f"{scale.articles} stories in {seconds:.1f} s, {scale.articles / seconds:.0f} a second.")

    def _tell(self, stories: int, seconds: float) -> None:
        self.stderr.write(f"{stories} stories, {stories / seconds:.0f} a second …")
