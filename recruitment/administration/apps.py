"""Django's admin app with the site of this house."""

from django.contrib.admin.apps import AdminConfig


class AdministrationConfig(AdminConfig):
    default_site = "recruitment.administration.sites.AdministrationSite"
