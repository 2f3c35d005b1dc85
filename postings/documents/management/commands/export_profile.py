"""`manage.py export_profile ID_OR_KENNZAHL --format json|docx|pdf --output FILE`: write a profile to a file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from postings.models import Posting
from profiles.exchange.services import FORMATS, export_profile
from profiles.models import RequirementProfile
from recruitment.errors import ProcedureError


class Command(BaseCommand):
    help = "Schreibt ein Anforderungsprofil als JSON, Word-Dokument oder PDF."

    def add_arguments(self, parser):
        parser.add_argument(
            "profile", metavar="NUMMER_ODER_KENNZAHL", help="Nummer des Profils oder Kennzahl seiner Ausschreibung"
        )
        parser.add_argument("--format", required=True, choices=sorted(FORMATS), dest="file_format")
        parser.add_argument("--output", required=True, metavar="DATEI", type=Path)

    def handle(self, *args, **options):
        profile = _find(options["profile"])
        try:
            content = export_profile(profile_id=profile.pk, file_format=options["file_format"])
        except ProcedureError as error:
            raise CommandError(str(error.user_message)) from error
        try:
            options["output"].write_bytes(content)
        except OSError as error:
            raise CommandError(f"{options['output']} kann nicht geschrieben werden: {error.strerror}") from error
        state = f"Prüfsumme {profile.content_hash}" if profile.is_frozen else "Entwurf"
        self.stdout.write(f"{options['output']}: {profile.title}, Fassung {profile.version}, {state}")


def _find(name: str) -> RequirementProfile:
    posting = Posting.objects.filter(reference_number=name).select_related("profile").first()
    if posting is not None:
        return posting.profile
    profile = RequirementProfile.objects.filter(pk=int(name)).first() if name.isdecimal() else None
    if profile is None:
        raise CommandError(f"Ein Anforderungsprofil mit der Nummer oder Kennzahl {name} gibt es nicht.")
    return profile
