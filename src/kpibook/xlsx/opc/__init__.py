"""The package (Open Packaging Conventions): zip, parts, relationships, content types, guard.

Read `zip_directory`, `limits` and `guard` first: a file is checked before it is read. Then
`zip_reader`, `zip_writer` and `opc_package`, and the parts that every package has:
`content_types`, `relationships`, `core_properties`.
"""
