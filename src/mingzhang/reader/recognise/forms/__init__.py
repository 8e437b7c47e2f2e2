"""Performance forms: which blocks are which form, and what each says; no other part of a file."""

from mingzhang.reader.recognise.forms.read import ReadForm, read_form
from mingzhang.reader.recognise.forms.split import FormPart, split_forms

__all__ = ["FormPart", "ReadForm", "read_form", "split_forms"]
