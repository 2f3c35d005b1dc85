"""Damage of every kind for files in zip packages: what a bad transfer, a bad program or a bad will makes of them."""

import io
import random
import re
import zipfile

TAG = re.compile(rb"<[^>]*>")
VALUE = re.compile(rb'="[^"]*"')
EVIL = (b"", b"-1", b"999999999999", b"\xc3\xa4", b"1e9", b"0", b"true", b"x" * 300)


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Return ``content`` with one kind of damage, chosen by ``chance``."""
    kind = chance.randrange(6)
    if kind == 0:
        return _flipped(content, chance)
    if kind == 1:
        return content[: chance.randrange(len(content))]
    if kind == 2:
        at = chance.randrange(len(content))
        return content[:at] + chance.randbytes(chance.randrange(1, 50)) + content[at:]
    return _repacked(content, chance, (_without, _mutilated, _muddled)[kind - 3])


def _flipped(content: bytes, chance: random.Random) -> bytes:
    data = bytearray(content)
    for _ in range(chance.randrange(1, 10)):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(data)


def _repacked(content: bytes, chance: random.Random, damage) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    damage(members, chance)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in members.items():
            archive.writestr(name, part)
    return stream.getvalue()


def _without(members: dict[str, bytes], chance: random.Random) -> None:
    """Drop, empty or exchange a member."""
    name, other = chance.choice(list(members)), chance.choice(list(members))
    kind = chance.randrange(3)
    if kind == 0:
        del members[name]
    elif kind == 1:
        members[name] = chance.randbytes(chance.randrange(100))
    else:
        members[name], members[other] = members[other], members[name]


def _mutilated(members: dict[str, bytes], chance: random.Random) -> None:
    """Cut or change bytes in the XML of a member."""
    name = _some_xml(members, chance)
    part = members[name]
    if chance.randrange(2):
        members[name] = _flipped(part, chance) if part else part
    else:
        start = chance.randrange(len(part) + 1)
        members[name] = part[:start] + part[start + chance.randrange(100) :]


def _muddled(members: dict[str, bytes], chance: random.Random) -> None:
    """Keep the XML well-formed, but exchange elements with each other or give attributes odd values."""
    name = _some_xml(members, chance)
    part = members[name]
    values = list(VALUE.finditer(part))
    tags = sorted(
        {tag.group().strip(b"<>/").split()[0] for tag in TAG.finditer(part) if tag.group()[1:2] not in b"?!/"}
    )
    if chance.randrange(2) and values:
        for match in sorted(chance.sample(values, min(len(values), 20)), key=lambda m: -m.start()):
            part = part[: match.start()] + b'="' + chance.choice(EVIL) + b'"' + part[match.end() :]
    elif len(tags) > 1:
        one, two = chance.sample(tags, 2)
        part = re.sub(rb"(</?)" + re.escape(one) + rb"(?=[\s/>])", rb"\1" + two, part)
    members[name] = part


def _some_xml(members: dict[str, bytes], chance: random.Random) -> str:
    """Return the name of a member of XML; the text itself most of the time."""
    main = [name for name in members if name in ("word/document.xml", "content.xml")]
    names = [name for name in members if name.endswith((".xml", ".rels"))]
    return chance.choice(main if main and chance.randrange(3) else names)
