"""Uploads are judged by what they hold; voices and photos get the form that another channel shows.

Pure functions on bytes that take milliseconds to seconds: the caller runs them in a thread. Names
and declared types are never looked at. Each function does its own checks, so `clean_photo` and
`voice_for` may be called on anything.
"""

from __future__ import annotations

from bot.convert.forms import MAX_BYTES, BadUpload, Kind
from bot.convert.photos import clean_photo
from bot.convert.uploads import Checked, check_upload
from bot.convert.voices import voice_for

__all__ = ["MAX_BYTES", "BadUpload", "Checked", "Kind", "check_upload", "clean_photo", "voice_for"]
