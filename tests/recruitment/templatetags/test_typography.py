from recruitment.templatetags.typography import hyphenated, unbroken


def test_a_line_does_not_end_inside_what_belongs_together():
    assert unbroken("Sachbearbeitung (m/w/d)") == 'Sachbearbeitung <span class="whole">(m/w/d)</span>'
    assert unbroken("Stelle (neu, m/w/d)") == 'Stelle (neu, <span class="whole">m/w/d)</span>'
    assert unbroken("nach § 178 Abs. 2 Satz 2 SGB IX, Kennzahl 148/2025") == (
        "nach §\u00a0178 Abs.\u00a02 Satz\u00a02 SGB IX, Kennzahl\u00a0148/2025"
    )


def test_texts_are_escaped_and_others_stay():
    assert unbroken("<b>(a/b) & Nr. neu</b>") == "&lt;b&gt;(a/b) &amp; Nr. neu&lt;/b&gt;"


def test_long_words_may_end_a_line_where_german_divides_them():
    assert hyphenated("Sozialmedizinische Fachkenntnisse") == (
        "Sozi\u00adal\u00adme\u00addi\u00adzi\u00adni\u00adsche Fachkenntnisse"
    )
    assert hyphenated("3.2.1 Leistungs-, Lern- und IT") == "3.2.1 Leistungs-, Lern- und IT"
    assert hyphenated("<b>") == "<b>"
