"""The pages: one application over one workspace, for one person on this machine."""

from troth.faces.web.application import app
from troth.faces.web.serving import address, serve

__all__ = ["address", "app", "serve"]
