"""Addresses of the decision."""

from django.urls import path, register_converter

from postings.decision import comparison_views, memo_views, views
from postings.decision.converters import LadderStepConverter

register_converter(LadderStepConverter, "ladder_step")

app_name = "decision"
BASE = "ausschreibungen/<int:posting_pk>/"
MEMO = f"{BASE}auswahlvermerk/"

urlpatterns = [
    path(f"{BASE}entscheidung/", views.overview, name="overview"),
    path(f"{BASE}entscheidung/treffen/", views.decide, name="decide"),
    path("entscheidungen/<int:pk>/aufheben/", views.decision_withdraw, name="decision_withdraw"),
    path(f"{BASE}vergleichsstufen/", comparison_views.ladder, name="ladder"),
    path(f"{BASE}vergleichsstufen/<ladder_step:step>/", comparison_views.ladder_edit, name="ladder_edit"),
    path(f"{BASE}feststellungen/neu/", comparison_views.finding_add, name="finding_add"),
    path("feststellungen/<int:pk>/", comparison_views.finding_edit, name="finding_edit"),
    path("feststellungen/<int:pk>/zuruecknehmen/", comparison_views.finding_drop, name="finding_drop"),
    path("feststellungen/<int:pk>/hilfskriterium/", comparison_views.auxiliary_add, name="auxiliary_add"),
    path(
        "feststellungen/<int:pk>/hilfskriterium/<int:act_pk>/zuruecknehmen/",
        comparison_views.auxiliary_drop,
        name="auxiliary_drop",
    ),
    path(f"{BASE}hilfskriterien/", comparison_views.auxiliary_order, name="auxiliary_order"),
    path(f"{BASE}reihenfolge/", comparison_views.order_edit, name="order_edit"),
    path(MEMO, memo_views.memo, name="memo"),
    path(f"{MEMO}beginnen/", memo_views.memo_begin, name="memo_begin"),
    path(f"{MEMO}weiterer/", memo_views.memo_further, name="memo_further"),
    path(f"{MEMO}abschnitte/<int:key>/", memo_views.memo_block_edit, name="memo_block_edit"),
    path(f"{MEMO}erneuern/", memo_views.memo_refresh, name="memo_refresh"),
    path(f"{MEMO}fassungen/", memo_views.memo_versions, name="memo_versions"),
    path(f"{MEMO}fassungen/<int:number>/zeichnen/", memo_views.memo_sign, name="memo_sign"),
    path(f"{MEMO}abschliessen/", memo_views.memo_finalise, name="memo_finalise"),
    path(f"{MEMO}ausfertigen/", memo_views.memo_issue, name="memo_issue"),
    path("auswahlvermerke/<int:pk>.pdf", memo_views.memo_download, name="memo_download"),
]
