"""The light mark-up of the memo: paragraphs, emphasis, lists, sub-headings. Nothing else gets through.

Authors type plain text; ``to_html`` gives markup that is cleaned again by nh3, so that no page or document ever holds a
link, an image or a script that somebody pasted.
"""

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_RULES = ["emphasis", "list", "heading", "newline", "escape"]
_PARSER = MarkdownIt("zero", {"html": False, "breaks": True}).enable(_RULES)
_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "h4"}


def to_html(text: str, *, heading: int = 4) -> SafeString:
    """Return ``text`` as safe HTML; its headings stand at the level ``heading`` wherever the authors began."""
    tokens = _PARSER.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "h4"
    html = nh3.clean(_PARSER.renderer.render(tokens, _PARSER.options, {}), tags=_TAGS, attributes={})
    if heading != 4:
        html = html.replace("<h4>", f"<h{heading}>").replace("</h4>", f"</h{heading}>")
    return mark_safe(html)  # noqa: S308 - nh3 left nothing but the tags above, without attributes
