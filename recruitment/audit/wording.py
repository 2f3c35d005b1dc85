"""German wording of every action, made when an event is shown, never stored with it."""

from django.utils.translation import gettext_lazy as _

# One place for all actions: recording an unknown one fails (``services.record``).
WORDING = {
    "account.unlocked": _("Konto %(person)s entsperrt"),
    "account.password_set": _("Passwort für %(person)s neu gesetzt"),
    "account.factor_added": _("Zweiter Faktor eingerichtet für %(person)s: %(factor)s"),
    "account.factor_removed": _("Zweiter Faktor entfernt für %(person)s: %(factor)s"),
    "account.recovery_codes_made": _("Wiederherstellungscodes erzeugt für %(person)s"),
    "account.factor_reset": _("Zweiter Faktor zurückgesetzt für %(person)s. Begründung: %(reason)s"),
    "document.uploaded": _("Dokument %(document)s eingelesen"),
    "document.accepted": _("Eingelesenes Dokument %(document)s geprüft und als Entwurf übernommen"),
    "document.discarded": _("Eingelesenes Dokument %(document)s verworfen"),
    "profile.imported": _("Anforderungsprofil aus einem Dokument übernommen (%(document)s)"),
    "profile.weight_confirmed": _("Gewichtung zu %(criterion)s bestätigt: %(weight)s. Begründung: %(reason)s"),
    "profile.edited": _("Entwurf des Anforderungsprofils bearbeitet"),
    "profile.frozen": _("Anforderungsprofil festgeschrieben (Prüfsumme %(hash)s)"),
    "profile.version_created": _("Neue Fassung %(version)s des Anforderungsprofils angelegt"),
    "profile.version_begun": _("Neue Fassung %(version)s des Anforderungsprofils angelegt. Grund: %(reason)s"),
    "profile.created_from_base": _("Anforderungsprofil mit dem Basisanforderungsprofil „%(base)s“ begonnen"),
    "profile.copied": _("Anforderungsprofil als Kopie begonnen, Vorlage: %(source)s"),
    "profile.locked": _("Anforderungsprofil, Fassung %(version)s, als zweite Person geprüft und gesperrt"),
    "profile.unlocked": _("Sperre des Anforderungsprofils, Fassung %(version)s, aufgehoben. Begründung: %(reason)s"),
    "profile.superseded": _("Anforderungsprofil, Fassung %(version)s, abgelöst. Begründung: %(reason)s"),
    "catalogue.changed": _("Basisanforderungsprofil geändert: %(name)s"),
    "posting.created": _("Ausschreibung angelegt"),
    "posting.contract_term_settled": _("Befristung geklärt: %(term)s. Begründung: %(reason)s"),
    "posting.rules_settled": _(
        "Verfahrensregeln festgelegt: %(names)s; eine Beurteilung gilt bis %(months)s Monate als aktuell"
    ),
    "posting.closeness_settled": _("Festgelegt, welcher Abstand zwischen zwei Ergebnissen als gering gilt: %(rule)s"),
    "posting.names_disclosed": _("Namen der Bewerbenden offengelegt. Grund: %(reason)s"),
    "posting.published": _("Ausschreibung veröffentlicht am %(date)s, Bewerbungsfrist bis %(deadline)s"),
    "posting.scoring_opened": _("Bewertung durch die Auswahlkommission eröffnet"),
    "committee.member_added": _("%(person)s in die Auswahlkommission aufgenommen als %(role)s"),
    "committee.member_removed": _("%(person)s als %(role)s aus der Auswahlkommission herausgenommen"),
    "application.received": _("Bewerbung %(number)s eingegangen am %(date)s"),
    "overview.exported": _("Bewerberübersicht als %(format)s ausgegeben: %(number)s Bewerbungen, Spalten: %(columns)s"),
    "scores.exported": _("%(content)s als %(format)s ausgegeben"),
    "application.opened": _("Bewerbung %(number)s eingesehen"),
    "application.formal_check_recorded": _("Formale Prüfung der Bewerbung %(number)s: %(requirement)s – %(result)s"),
    "application.eligibility_decided": _("Ergebnis der formalen Prüfung der Bewerbung %(number)s: %(result)s"),
    "application.refusal_proposed": _(
        "Bewerbung %(number)s: formale Anforderungen nicht erfüllt – vorgeschlagen, wartet auf eine zweite Person"
    ),
    "application.refusal_confirmed": _(
        "Bewerbung %(number)s: formale Anforderungen nicht erfüllt – als zweite Person bestätigt"
    ),
    "application.refusal_sent_back": _(
        "Bewerbung %(number)s: Vorschlag „formale Anforderungen nicht erfüllt“ zurückgegeben. Begründung: %(reason)s"
    ),
    "application.formal_check_reopened": _(
        "Formale Prüfung der Bewerbung %(number)s wieder geöffnet. Begründung: %(reason)s"
    ),
    "application.appraisal_saved": _("Dienstliche Beurteilung zu Bewerbung %(number)s erfasst oder geändert"),
    "application.appraisal_deleted": _("Dienstliche Beurteilung zu Bewerbung %(number)s entfernt"),
    "preselection.finding_recorded": _("Vorauswahl, Bewerbung %(number)s: %(step)s – %(result)s"),
    "preselection.concluded": _("Vorauswahl abgeschlossen: %(invited)s zur Einladung vorgeschlagen, %(others)s nicht"),
    "preselection.reopened": _("Vorauswahl wieder geöffnet. Begründung: %(reason)s"),
    "application.late_decided": _("Verspätete Bewerbung %(number)s: %(result)s"),
    "application.track_settled": _("Weg der Bewerbung %(number)s geklärt: %(track)s"),
    "application.list_changed": _("Bewerbung %(number)s durch eine Bewerberliste geändert: %(fields)s"),
    "list.uploaded": _("Bewerberliste eingelesen (Quelle %(source)s, %(rows)s Zeilen, Prüfsumme %(hash)s)"),
    "list.accepted": _(
        "Bewerberliste übernommen (Quelle %(source)s, Prüfsumme %(hash)s): %(created)s neu, %(updated)s geändert, "
        "%(left)s nicht übernommen"
    ),
    "list.discarded": _("Bewerberliste verworfen und gelöscht (Quelle %(source)s, Prüfsumme %(hash)s)"),
    "list.rest_opened": _("Restliste einer Bewerberliste heruntergeladen (Quelle %(source)s, Prüfsumme %(hash)s)"),
    "list.rest_deleted": _("Restliste einer Bewerberliste gelöscht (Quelle %(source)s, Prüfsumme %(hash)s)"),
    "application.withdrawn": _("Bewerbung %(number)s zurückgezogen"),
    "application.consent_recorded": _("Einsicht in die Personalakte zu Bewerbung %(number)s: %(result)s"),
    "file.taken_in": _("Unterlage zu Bewerbung %(number)s aufgenommen: %(kind)s (Prüfsumme %(hash)s)"),
    "file.described": _("Unterlage zu Bewerbung %(number)s bezeichnet als: %(kind)s (Prüfsumme %(hash)s)"),
    "file.opened": _("Unterlage zu Bewerbung %(number)s geöffnet: %(kind)s (Prüfsumme %(hash)s)"),
    "file.all_opened": _("Unterlagen zu Bewerbung %(number)s als eine Datei geöffnet (Anzahl: %(count)s)"),
    "file.removed": _(
        "Unterlage zu Bewerbung %(number)s entfernt: %(kind)s (Prüfsumme %(hash)s). Begründung: %(reason)s"
    ),
    "file.all_erased": _("Alle Unterlagen zu Bewerbung %(number)s gelöscht (Anzahl: %(count)s)"),
    "file.scanned": _("Unterlage zu Bewerbung %(number)s auf Viren geprüft: %(kind)s (Prüfsumme %(hash)s)"),
    "file.virus_refused": _("Unterlage zu Bewerbung %(number)s abgelehnt: Virenprüfung fand %(virus)s"),
    "file.virus_removed": _(
        "Unterlage zu Bewerbung %(number)s gelöscht: Virenprüfung fand %(virus)s (%(kind)s, Prüfsumme %(hash)s)"
    ),
    "need.requirements_set": _("Verlangte Unterlagen festgelegt: %(needs)s"),
    "need.recorded": _("Unterlagen zu Bewerbung %(number)s: %(need)s – %(state)s"),
    "need.record_withdrawn": _("Unterlagen zu Bewerbung %(number)s: Vermerk zu %(need)s zurückgenommen"),
    "request.issued": _(
        "Nachforderung %(request_number)s zu Bewerbung %(number)s erstellt, Frist %(due)s (Prüfsumme %(hash)s)"
    ),
    "request.sent": _("Nachforderung %(request_number)s zu Bewerbung %(number)s versandt am %(date)s"),
    "request.opened": _("Nachforderung %(request_number)s zu Bewerbung %(number)s geöffnet"),
    "application.erased": _("Personenbezogene Daten der Bewerbung %(number)s gelöscht"),
    "hold.set": _("Löschung ausgesetzt: %(scope)s. Grund: %(reason)s"),
    "hold.lifted": _("Aussetzung der Löschung aufgehoben: %(scope)s. Grund: %(reason)s"),
    "erasure.proposed": _("Löschung nach Fristablauf vorgeschlagen: %(count)s Bewerbungen, fällig seit %(due)s"),
    "erasure.confirmed": _("Löschung nach Fristablauf als zweite Person bestätigt: %(count)s Bewerbungen"),
    "erasure.discarded": _("Vorschlag zur Löschung verworfen: %(count)s Bewerbungen. Begründung: %(reason)s"),
    "erasure.file_erased": _("Auswahlberichte, Auswahlvermerke und Schreiben des Verfahrens gelöscht"),
    "applicant.merged": _("Einträge einer Person zusammengeführt (%(numbers)s)"),
    "applicant.unmerged": _("Zusammenführung aufgehoben (%(numbers)s)"),
    "equality.changed": _("Angaben zur Gleichstellung der Bewerbung %(number)s geändert"),
    "equality.representation_refused": _(
        "Bewerbung %(number)s: Beteiligung der Schwerbehindertenvertretung ausdrücklich abgelehnt"
    ),
    "notice.given": _("Bewerbung %(number)s: %(body)s informiert am %(date)s (%(way)s)"),
    "invitation.basis_set": _("Grundlagen der Einladungspflichten festgehalten"),
    "invitation.adopted": _("Einladungen festgelegt, Fassung %(version)s: %(invited)s eingeladen"),
    "suitability.proposed": _("Bewerbung %(number)s: offensichtlich fehlende Eignung vorgeschlagen"),
    "suitability.confirmed": _("Bewerbung %(number)s: offensichtlich fehlende Eignung von zweiter Person bestätigt"),
    "suitability.dropped": _("Bewerbung %(number)s: Feststellung offensichtlich fehlender Eignung zurückgenommen"),
    "representation.list_opened": _("Bewerbungen durch %(body)s eingesehen"),
    "representation.paper_opened": _("„%(document)s“ durch %(body)s eingesehen"),
    "representation.application_opened": _("Bewerbung %(number)s durch %(body)s eingesehen"),
    "participation.sent": _("%(body)s beteiligt: %(matter)s, versandt am %(day)s, Frist %(due)s"),
    "participation.not_required": _("%(body)s, %(matter)s: Beteiligung nicht erforderlich. Begründung: %(reason)s"),
    "participation.answered": _("%(body)s hat geantwortet: %(matter)s – %(result)s, Antwort vom %(day)s"),
    "participation.answer_recorded": _(
        "Antwort der Stelle %(body)s festgehalten: %(matter)s – %(result)s, Antwort vom %(day)s"
    ),
    "participation.withdrawn": _("%(body)s, %(matter)s: Vorgang ohne Antwort beendet. Begründung: %(reason)s"),
    "participation.corrected": _(
        "Antwort der Stelle %(body)s berichtigt: %(matter)s – bisher %(before)s, jetzt %(result)s. "
        "Begründung: %(reason)s"
    ),
    "participation.extended": _(
        "%(body)s, %(matter)s: Frist schriftlich verlängert bis %(day)s. Begründung: %(reason)s"
    ),
    "participation.deemed_approved": _(
        "%(body)s, %(matter)s: Zustimmung gilt als erteilt, die Frist endete am %(day)s ohne Verweigerung"
    ),
    "participation.settled": _(
        "%(body)s, %(matter)s: Beanstandung beigelegt am %(day)s durch %(person)s. Begründung: %(reason)s"
    ),
    "participation.document_opened": _("%(body)s, %(matter)s: „%(document)s“ geöffnet"),
    "plan.saved": _("Bewertungsplan festgelegt: %(rounds)s. %(rule)s"),
    "round.opened": _("Bewertungsrunde „%(round)s“ geöffnet"),
    "round.closed": _("Bewertungsrunde „%(round)s“ geschlossen, alle Bögen liegen vor"),
    "round.closed_with_gaps": _(
        "Bewertungsrunde „%(round)s“ geschlossen, obwohl %(count)s Bögen fehlen. Begründung: %(reason)s"
    ),
    "round.reopened": _("Bewertungsrunde „%(round)s“ wieder geöffnet. Begründung: %(reason)s"),
    "round.concluded": _("Bewertungsrunde „%(round)s“ abgeschlossen"),
    "round.due_date_set": _("Bewertungsfrist der Runde „%(round)s“ auf den %(date)s festgelegt"),
    "round.due_date_removed": _("Bewertungsfrist der Runde „%(round)s“ aufgehoben"),
    "reminder.requested": _("Per E-Mail an fehlende Bögen der Runde „%(round)s“ erinnert: %(people)s"),
    "reminder.failed": _("Erinnerung zur Runde „%(round)s“ an %(person)s nicht gesendet: %(failure)s"),
    "round.concluded_with_gaps": _(
        "Bewertungsrunde „%(round)s“ abgeschlossen, obwohl %(count)s Gesprächsprotokolle fehlen oder unvollständig "
        "sind. Begründung: %(reason)s"
    ),
    "guide.changed": _("Gesprächsleitfaden zu „%(round)s“ bearbeitet, Fassung %(version)s"),
    "guide.deleted": _("Gesprächsleitfaden zu „%(round)s“ gelöscht, zuletzt Fassung %(version)s"),
    "interview.planned": _("Auswahlgespräch zu Bewerbung %(number)s (%(round)s) geplant für %(moment)s"),
    "interview.moved": _("Auswahlgespräch zu Bewerbung %(number)s (%(round)s) geändert: jetzt %(moment)s"),
    "interview.cancelled": _("Termin des Auswahlgesprächs zu Bewerbung %(number)s (%(round)s) gestrichen: %(moment)s"),
    "interview.record_begun": _("Gesprächsprotokoll zu Bewerbung %(number)s (%(round)s) angelegt"),
    "interview.record_changed": _(
        "Gesprächsprotokoll zu Bewerbung %(number)s (%(round)s) ergänzt oder geändert, Stand %(version)s"
    ),
    "consensus.agreed": _(
        "Bewerbung %(number)s, %(criterion)s (%(round)s): "
        "gemeinsamer Wert %(value)s festgehalten. Beteiligt: %(people)s"
    ),
    "consensus.dropped": _(
        "Bewerbung %(number)s, %(criterion)s (%(round)s): gemeinsamer Wert zurückgenommen. Begründung: %(reason)s"
    ),
    # Never with the reason: it is for the chair and the personnel office, and more people read the record.
    "impartiality.declared": _(
        "%(person)s hat sich zu %(count)s Bewerbungen zur Befangenheit erklärt, davon befangen: %(conflicts)s"
    ),
    "impartiality.paper_entered": _(
        "Erklärung von %(person)s zur Befangenheit vom Papier eingegeben: %(count)s Bewerbungen, davon befangen: "
        "%(conflicts)s"
    ),
    "conflict.declared": _("Bewerbung %(number)s: %(person)s hat sich für befangen erklärt und bewertet nicht"),
    "conflict.recorded": _("Bewerbung %(number)s: Befangenheit von %(person)s festgehalten"),
    "conflict.lifted": _("Bewerbung %(number)s: Befangenheit von %(person)s aufgehoben"),
    "deputy.named": _("Bewerbung %(number)s: %(deputy)s vertritt %(person)s bei der Bewertung"),
    "deputy.withdrawn": _("Bewerbung %(number)s: %(deputy)s vertritt %(person)s nicht mehr"),
    "sheet.submitted": _("Bewertungsbogen zu Bewerbung %(number)s abgegeben von %(person)s"),
    "sheet.paper_entered": _("Papierbogen von %(person)s zu Bewerbung %(number)s durch den Personalservice eingegeben"),
    "sheet.paper_submitted": _(
        "Papierbogen von %(person)s zu Bewerbung %(number)s durch den Personalservice eingegeben und abgegeben"
    ),
    "comparison.step_saved": _("Leistungsvergleich, Stufe „%(step)s“ gespeichert: %(result)s"),
    "comparison.finding_saved": _(
        "Feststellung zu %(count)s Bewerbungen, ob im Wesentlichen gleich geeignet: %(result)s"
    ),
    "comparison.finding_dropped": _("Feststellung zur im Wesentlichen gleichen Eignung zurückgenommen"),
    "comparison.auxiliary_saved": _("Hilfskriterium mit Einzelfallprüfung festgehalten"),
    "comparison.auxiliary_dropped": _("Hilfskriterium zurückgenommen"),
    "comparison.auxiliary_order_set": _("Reihenfolge der Hilfskriterien festgelegt: %(order)s"),
    "comparison.order_saved": _("Endgültige Reihenfolge gespeichert: %(selected)s ausgewählt, %(reserve)s Reserve"),
    "memo.begun": _("Auswahlvermerk %(number_of_memo)s angelegt"),
    "memo.saved": _("Auswahlvermerk gespeichert, Fassung %(version)s: %(note)s"),
    "memo.saved_voiding": _(
        "Auswahlvermerk gespeichert, Fassung %(version)s: %(note)s. Damit erloschene Zeichnungen: %(count)s"
    ),
    "memo.signed": _("Auswahlvermerk Fassung %(version)s gezeichnet (Prüfsumme %(hash)s)"),
    "memo.finalised": _("Auswahlvermerk Fassung %(version)s ist endgültig (Prüfsumme %(hash)s)"),
    "decision.made": _(
        "Auswahlentscheidung %(count)s getroffen: %(selected)s ausgewählt, %(reserve)s Reserve, %(others)s nicht "
        "ausgewählt"
    ),
    "decision.withdrawn": _("Auswahlentscheidung %(count)s aufgehoben (%(ground)s). Begründung: %(reason)s"),
    "notice.text_saved": _("Text geändert: %(kind)s, Fassung %(version)s"),
    "notice.reasons_saved": _("Individuelle Gründe für %(count)s Konkurrentenmitteilungen gespeichert"),
    "notice.run_confirmed": _("Versand veranlasst: %(kind)s als %(way)s, Personen: %(count)s"),
    "notice.made": _("Bewerbung %(number)s: %(kind)s als %(way)s erstellt"),
    "notice.sent": _("Bewerbung %(number)s: %(kind)s als %(way)s versandt am %(date)s"),
    "notice.failed": _("Bewerbung %(number)s: %(kind)s als %(way)s nicht versandt. %(failure)s"),
    "notice.dispatched": _("%(kind)s: abgesandt am %(date)s, Briefe: %(count)s"),
    "notice.moved": _("Bewerbung %(number)s: %(count)s Mitteilungen von der doppelten Bewerbung %(source)s übernommen"),
    "notice.received": _("Bewerbung %(number)s: %(kind)s zugegangen am %(date)s"),
    "notice.returned": _("Bewerbung %(number)s: %(kind)s kam am %(date)s unzustellbar zurück"),
    "notice.opened": _("Bewerbung %(number)s: Mitteilung (%(kind)s) eingesehen"),
    "notice.printed": _("%(kind)s: %(count)s Briefe als eine PDF-Datei zum Drucken ausgegeben"),
    "lawsuit.recorded": _("Gerichtsverfahren festgehalten: %(court)s, %(file_number)s, eingegangen am %(date)s"),
    "lawsuit.ended": _("Gerichtsverfahren beendet am %(date)s: %(court)s, %(file_number)s"),
    "lawsuit.checked": _("Nachfrage nach Gerichtsverfahren bei %(office)s am %(date)s: %(answer)s"),
    "appointment.recorded": _("Bewerbung %(number)s: %(form)s am %(date)s, Beginn %(start)s"),
    "posting.filled": _("Stelle besetzt"),
    "posting.discarded": _("Entwurf der Ausschreibung verworfen, geführt als %(name)s. Grund: %(reason)s"),
    "posting.aborted": _("Verfahren abgebrochen. Grund: %(reason)s"),
    "document.issued": _("%(document)s als PDF ausgefertigt, Fassung %(version)s (Prüfsumme %(hash)s)"),
    "extract.issued": _(
        "Auszug zur Akteneinsicht zu Bewerbung %(number)s ausgefertigt, Fassung %(version)s (Prüfsumme %(hash)s). "
        "Grund: %(reason)s"
    ),
    "extract.asked_again": _(
        "Auszug zur Akteneinsicht zu Bewerbung %(number)s erneut verlangt; unverändert Fassung %(version)s. "
        "Grund: %(reason)s"
    ),
    "extract.requested": _("Auszug zur Akteneinsicht zu Bewerbung %(number)s verlangt. Grund: %(reason)s"),
    "disclosure.requested": _(
        "Auskunft nach Art. 15 DSGVO zu Bewerbung %(number)s in Auftrag gegeben. Anlass: %(reason)s"
    ),
    "disclosure.issued": _(
        "Auskunft nach Art. 15 DSGVO zu Bewerbung %(number)s ausgefertigt, Fassung %(version)s (Prüfsumme %(hash)s). "
        "Anlass: %(reason)s"
    ),
    "disclosure.data_downloaded": _(
        "Auskunft nach Art. 15 DSGVO zu Bewerbung %(number)s, Fassung %(version)s, als JSON heruntergeladen"
    ),
    "sheets.downloaded": _("Bewertungsbögen aller Bewerbungen als eine Datei heruntergeladen (Anzahl: %(count)s)"),
    "sheets.issued": _(
        "%(document)s zu Bewerbung %(number)s als PDF ausgefertigt, Fassung %(version)s (Prüfsumme %(hash)s)"
    ),
    "document.downloaded": _("%(document)s, Fassung %(version)s, heruntergeladen"),
    "statistics.issued": _("Statistik des Verfahrens ausgefertigt, Fassung %(version)s (Prüfsumme %(hash)s)"),
    "report.issued": _("Auswahlbericht Fassung %(version)s ausgefertigt (Prüfsumme %(hash)s)"),
    "report.downloaded": _("Auswahlbericht Fassung %(version)s heruntergeladen"),
}

# Acts whose mere existence tells what the committee must not know: somebody has data on equality.
COUNTING = frozenset({"overview.exported"})  # their "number" counts applications and names none
PERSONNEL_OFFICE_ONLY = frozenset(
    {
        "extract.issued",
        "extract.asked_again",
        "extract.requested",
        "disclosure.requested",
        "disclosure.issued",
        "disclosure.data_downloaded",
        "equality.changed",
        "equality.representation_refused",
        "notice.given",
        "invitation.basis_set",
        "invitation.adopted",
        "suitability.proposed",
        "suitability.confirmed",
        "suitability.dropped",
        "representation.list_opened",
        "representation.application_opened",
        "representation.paper_opened",
        "participation.sent",
        "participation.not_required",
        "participation.answered",
        "participation.answer_recorded",
        "participation.withdrawn",
        "participation.corrected",
        "participation.extended",
        "participation.deemed_approved",
        "participation.settled",
        "participation.document_opened",
    }
)

# Acts that are no longer recorded under this name but stand in older records, which are never rewritten.
RETIRED = frozenset({"profile.version_created"})
