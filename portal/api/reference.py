"""The page that explains the interface, in the site's frame and in Vietnamese, made of the description itself."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.api import schema
from portal.api.views import REQUESTS_A_MINUTE
from portal.pages.cache import kept

_TYPES = {"integer": "số nguyên", "string": "chữ", "boolean": "đúng/sai", "array": "danh sách", "number": "số"}
_FORMATS = {"date": "ngày", "date-time": "thời điểm"}


@dataclass(frozen=True, slots=True)
class Field:
    """One value of an answer, or one parameter: its path, what sort of value, and what it means."""

    name: str
    sort: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Resource:
    """One address of the interface."""

    path: str
    anchor: str
    title: str
    about: str
    parameters: tuple[Field, ...]
    fields: tuple[Field, ...]
    statuses: tuple[tuple[str, str], ...]


def resources() -> list[Resource]:
    """Return what the interface offers, as the description says it."""
    described = schema.description()
    return [_resource(path, methods["get"], described) for path, methods in described["paths"].items()]


def _resource(path: str, said: dict[str, Any], described: dict[str, Any]) -> Resource:
    answers = said["responses"]
    content = answers["200"].get("content", {}).get("application/json", {}).get("schema", {})
    return Resource(
        path=path,
        anchor=said["operationId"].replace("_", "-"),
        title=said.get("summary", path),
        about=said.get("description", ""),
        parameters=tuple(
            Field(each["name"], _sort(each.get("schema", {}), described), each.get("description", ""))
            for each in said.get("parameters", [])
        ),
        fields=tuple(_fields(content, described, "")),
        statuses=tuple((code, answer.get("description", "")) for code, answer in answers.items() if code != "200"),
    )


def _looked_up(said: dict[str, Any], described: dict[str, Any]) -> dict[str, Any]:
    if len(said.get("allOf", [])) == 1:
        said = {**said["allOf"][0], **{name: value for name, value in said.items() if name != "allOf"}}
    if "$ref" in said:
        name = said["$ref"].rpartition("/")[2]
        found: dict[str, Any] = described["components"]["schemas"][name]
        return found
    return said


def _fields(said: dict[str, Any], described: dict[str, Any], before: str) -> Iterator[Field]:
    for name, value in _looked_up(said, described).get("properties", {}).items():
        meaning = value.get("description", "")
        found = _looked_up(value, described)
        yield Field(before + name, _sort(found, described), meaning or found.get("description", ""))
        inner = found.get("items", found)
        yield from _fields(inner, described, f"{before}{name}.")


def _sort(said: dict[str, Any], described: dict[str, Any]) -> str:
    found = _looked_up(said, described)
    word = _FORMATS.get(found.get("format", "")) or _TYPES.get(found.get("type", ""), "nhóm giá trị")
    return f"{word}, có thể trống" if found.get("nullable") else word


@require_safe
@kept()
def reference(request: HttpRequest) -> HttpResponse:
    """Show what can be asked for and what is answered."""
    context = {
        "resources": resources(),
        "a_minute": REQUESTS_A_MINUTE,
        "version": schema.description()["info"]["version"],
        "breadcrumbs": [("Trang chủ", "/"), ("Giao diện dữ liệu", "")],
    }
    return render(request, "api/reference.html", context)


@require_safe
@kept()
def openapi(request: HttpRequest) -> HttpResponse:
    """Answer with the description for machines."""
    text = json.dumps(schema.description(), ensure_ascii=False, indent=1)
    return HttpResponse(text, content_type="application/vnd.oai.openapi+json; charset=utf-8")
