"""The author's own file returned, with a comment at each place that a finding is about.

Word and Excel files only. A file is edited as the package of parts that it is: what is no comment
stays as it was, byte for byte where a part holds none.
"""

from mingzhang.workflow.annotating.annotated import annotated

__all__ = ["annotated"]
