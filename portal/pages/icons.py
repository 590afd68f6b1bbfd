"""The site's own line icons, 18 units square, drawn with one stroke width."""

ICONS: dict[str, str] = {
    "search": '<circle cx="8" cy="8" r="5"/><path d="m12 12 4 4"/>',
    "down": '<path d="M9 3v9m-4-4 4 4 4-4M3 15h12"/>',
    "link": '<path d="M7.5 10.5 10.5 7.5M8 5l2-2a3 3 0 0 1 4.5 4.5l-2 2M10 13l-2 2a3 3 0 0 1-4.5-4.5l2-2"/>',
    "print": '<path d="M5 6V2h8v4M5 13H3V6.5h12V13h-2M5 11h8v5H5z"/>',
    "listen": '<path d="M3 7v4h2.5L9 14V4L5.5 7zM11.5 6.5a3.5 3.5 0 0 1 0 5M13.5 4.5a6.5 6.5 0 0 1 0 9"/>',
    "letters": '<path d="m2 14 4-10 4 10M3.5 10.5h5M10.5 14l2.8-7 2.7 7M11.6 11.5h3.4"/>',
    "contrast": '<circle cx="9" cy="9" r="6.5"/><path d="M9 2.5v13a6.5 6.5 0 0 0 0-13z" fill="currentColor"/>',
    "info": '<circle cx="9" cy="9" r="6.5"/><path d="M9 8.2v4.3M9 5.4v.2"/>',
    "warn": '<path d="M9 2.5 16.5 15h-15zM9 7v4M9 12.8v.2"/>',
    "close": '<path d="m4.5 4.5 9 9m0-9-9 9"/>',
    "menu": '<path d="M3 5h12M3 9h12M3 13h12"/>',
    "comment": '<path d="M3 3.5h12v9H8l-3.5 3v-3H3z"/>',
    "copy": '<path d="M6 6h9v9H6zM12 6V3H3v9h3"/>',
    "feed": '<path d="M3.5 9a5.5 5.5 0 0 1 5.5 5.5M3.5 4A10.5 10.5 0 0 1 14 14.5"/><circle cx="4.3" cy="13.7" r="1"/>',
    "right": '<path d="M3 9h12m-4-4 4 4-4 4"/>',
    "left": '<path d="M15 9H3m4-4L3 9l4 4"/>',
    "file": '<path d="M4 2.5h6l4 4v9H4zM10 2.5v4h4"/>',
    "check": '<path d="m3.5 9.5 3.5 3.5 7.5-8"/>',
    "edit": '<path d="M3 15l.8-3.6L12 3.2l2.8 2.8-8.2 8.2zM10.6 4.6l2.8 2.8"/>',
    "person": '<circle cx="9" cy="6" r="3"/><path d="M3.5 15.5c0-3.3 2.4-5 5.5-5s5.5 1.7 5.5 5"/>',
    "lock": '<path d="M4 8h10v7.5H4zM6 8V5.5a3 3 0 0 1 6 0V8"/>',
    "up": '<path d="M9 15V3M5 7l4-4 4 4"/>',
}

STATUS_SHAPES: dict[str, str] = {
    "in_force": '<circle cx="6" cy="6" r="4.2" fill="currentColor" stroke="none"/>',
    "partly_expired": '<circle cx="6" cy="6" r="4"/><path d="M6 2a4 4 0 0 1 0 8z" fill="currentColor" stroke="none"/>',
    "not_yet": '<circle cx="6" cy="6" r="4"/><path d="M6 3.8V6l1.6 1"/>',
    "unknown": '<path d="M6 1.6 10.4 6 6 10.4 1.6 6z"/>',
    "missing": '<path d="M2 2h8v8H2z" stroke-dasharray="1.6 1.4"/>',
}
"""Shapes of the states; one that is not listed is a struck-out ring (no longer applies)."""
STRUCK_OUT = '<circle cx="6" cy="6" r="4"/><path d="M3.2 8.8 8.8 3.2"/>'

STATUS_TONES: dict[str, str] = {
    "in_force": "ok",
    "partly_expired": "warn",
    "not_yet": "warn",
    "unknown": "warn",
}
"""Colour of a state's word; the others are grey."""
