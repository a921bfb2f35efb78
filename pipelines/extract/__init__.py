"""Readers: from the bytes of one format to figures with exact locators. Nothing is judged here.

A structured format is a module with three functions and a line in `formats.py`:

    recognises(head, name)     -> whether a file that begins with these bytes, and has this
                                  name, is of the format
    read(path, options)        -> iterator of frames of `frames.CELLS` (plus `dim:` and `att:`
                                  columns), in bounded memory; raises Refusal where the bytes
                                  are not what the format promises, with what, where, expected
                                  what, do what
    resolve(content, locator)  -> the printed text at that locator, read from the bytes anew

`printed` is the very text in the file: JSON numbers are taken as text, never through a float.
"""
