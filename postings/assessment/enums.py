"""Choices of the rating sheet."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SheetStatus(models.TextChoices):
    DRAFT = "draft", _("in Arbeit")
    SUBMITTED = "submitted", _("abgegeben")
