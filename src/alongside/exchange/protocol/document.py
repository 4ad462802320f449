"""The OpenAPI document of the machine door, written from the same list by which it checks."""

from typing import Any

from alongside.casework.intake.rows import SOMEBODY
from alongside.exchange.protocol.fields import REFERENCE, all_fields
from alongside.exchange.protocol.problems import TITLES

ONCE = {"type": "string", "minLength": 8, "maxLength": 100, "pattern": "^[!-~]+$"}
FAULT = {"pointer": {"type": "string"}, "code": {"type": "string"}}


def document(address: str) -> dict[str, Any]:
    """OpenAPI 3.1; `address` is where referrals are sent."""
    answers: dict[str, Any] = {"202": _answer("Received.", "application/json", "Received")}
    for status, title in TITLES.items():
        answers[str(status)] = _answer(title, "application/problem+json", "Problem")
    body = {"application/json": {"schema": _ref("Referral")}}
    once = {"name": "Idempotency-Key", "in": "header", "required": True, "schema": ONCE}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Referrals to Alongside",
            "version": "1",
            "description": "One referral at a time. The answer is the same whoever it is about.",
        },
        "paths": {
            address: {
                "post": {
                    "operationId": "sendReferral",
                    "summary": "Send one referral",
                    "security": [{"token": []}],
                    "parameters": [once],
                    "requestBody": {"required": True, "content": body},
                    "responses": answers,
                }
            }
        },
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {"Referral": _referral(), "Received": _RECEIVED, "Problem": _PROBLEM},
        },
    }


def _referral() -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [REFERENCE],
        "anyOf": [{"required": [name]} for name in SOMEBODY],
        "properties": {field.name: field.schema() for field in all_fields()},
    }


_RECEIVED = {
    "type": "object",
    "additionalProperties": False,
    "required": ["id", "status"],
    "properties": {
        "id": {"type": "string", "format": "uuid"},
        "status": {"type": "string", "const": "received"},
    },
}
_PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "errors": {"type": "array", "items": {"type": "object", "properties": FAULT}},
    },
}


def _answer(words, kind, schema):
    return {"description": words, "content": {kind: {"schema": _ref(schema)}}}


def _ref(name):
    return {"$ref": f"#/components/schemas/{name}"}
