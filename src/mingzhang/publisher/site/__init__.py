"""The public site: static pages from any number of disclosures. Pure functions, no file is touched.

`entry` is what the site remembers of one disclosure, `address` where its pages stand, `shell` the
frame of every page. The other modules make pages: those of one disclosure from its `Edition`, those
over all of them from the `SiteIndex`.
"""
