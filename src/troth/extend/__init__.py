"""The door for authors: all that an extension imports besides the crafts and plain words.

`troth.extend.source`, `.recogniser`, `.measure`, `.record` (lenses over records) and
`.prose` (lenses over documents). None of them knows a database, an engine or a page.
"""
