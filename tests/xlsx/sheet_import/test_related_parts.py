from kpibook.xlsx.opc import content_types, relationships
from kpibook.xlsx.opc.opc_package import OpcPackage
from kpibook.xlsx.sheet_import.related_parts import Parts, orphans
from kpibook.xlsx.styles.cell_formats import Merged
from tests.xlsx.returned import a_picture, a_return, a_target, grafted, parts


def test_what_only_the_replaced_sheet_used_goes_with_it(tmp_path):
    path = a_target(tmp_path / "a.xlsx")
    before = parts(path)
    grafted(path, a_return())
    with OpcPackage.open(path) as package:
        names = set(package.names())
        reached = {relationships.PACKAGE}
        for part in relationships.sources(package):
            reached |= {one.target for one in relationships.of(package, part).values()
                        if not one.external}  # fmt: skip
        unused = {n for n in names if not n.endswith(".rels") and n not in reached}
        assert unused == {content_types.PART}
        said = {part.lower() for part in names}
        assert set(content_types.overrides(package)) <= said
    media = [before[name] for name in before if "/media/" in name]
    kept = [content for name, content in parts(path).items() if "/media/" in name]
    assert a_picture(7).getvalue() in media
    assert a_picture(7).getvalue() not in kept
    assert a_picture(5).getvalue() in kept
    assert b"old comment" not in b"".join(parts(path).values())


def a_scratch():
    return OpcPackage.from_bytes(a_return(), "scratch.xlsx")


def test_parts_that_another_sheet_uses_are_no_orphans(tmp_path):
    with OpcPackage.open(a_target(tmp_path / "a.xlsx")) as package:
        mine = orphans(package, "xl/worksheets/sheet2.xml")
        media = [name for name in mine if "/media/" in name]
        kinds = {name.split("/")[1] for name in mine}
    assert len(media) == 1
    assert {"charts", "drawings", "tables", "comments1.xml"} <= kinds
    assert "xl/worksheets/sheet2.xml" not in mine
    assert not any("theme" in name or "styles" in name for name in mine)


def test_a_part_is_copied_under_a_free_name_with_all_that_it_leads_to(tmp_path):
    with OpcPackage.open(a_target(tmp_path / "a.xlsx")) as package:
        parts_ = Parts(package, a_scratch(), Merged((0,), (0,)), {}, strict=False)
        assert parts_.free("xl/worksheets/sheet1.xml") == "xl/worksheets/sheet4.xml"
        parts_.copy("xl/drawings/drawing1.xml", parts_.free("xl/drawings/drawing1.xml"))
        new = parts_.written[0]
        related = relationships.of(package, new)
        assert new == "xl/drawings/drawing4.xml"
        assert {one.kind for one in related.values()} == {"chart", "image"}
        assert all(one.target in package for one in related.values())
        assert content_types.type_of(package, new).endswith("drawing+xml")


def test_a_package_whose_extension_means_something_else_gets_its_types_part_by_part(tmp_path):
    path = a_target(tmp_path / "a.xlsx")
    with OpcPackage.open(path) as package:
        types = package.read(content_types.PART).replace(b"image/png", b"image/x-other")
        package.write(content_types.PART, types)
        parts_ = Parts(package, a_scratch(), Merged((0,), (0,)), {}, strict=False)
        parts_.copy("xl/media/image1.png", "xl/media/new.png")
        assert content_types.type_of(package, "xl/media/new.png") == "image/png"
        assert content_types.type_of(package, "xl/media/image1.png") == "image/x-other"
