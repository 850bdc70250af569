"""Every column that could identify a person is declared with its purpose, or declared not to."""

import pytest
from django.apps import apps
from django.db.models import Model

from gridward.ground.register.personal_data import NOT_PERSONAL, PERSONAL, Audience
from gridward.ground.register.services.reveal import FIELDS, MODELS
from gridward.ground.staff.models import Member, TeamMember
from gridward.kernel.crypto.fields import IndexField, SealedField

MODELS_TO_DECLARE = [
    *(
        model
        for model in apps.get_app_config("register").get_models()
        if not model.__name__.endswith("History")
    ),
    *(Member, TeamMember),
]


@pytest.mark.parametrize("model", MODELS_TO_DECLARE, ids=lambda model: model.__name__)
def test_every_column_is_declared_once(model: type[Model]) -> None:
    personal = set(PERSONAL.get(model._meta.label, {}))
    other = NOT_PERSONAL.get(model._meta.label, set())
    columns = {field.name for field in model._meta.concrete_fields}
    assert columns - personal - other == set()
    assert personal & other == set()
    assert personal - columns == set()


@pytest.mark.parametrize("model", MODELS_TO_DECLARE, ids=lambda model: model.__name__)
def test_what_is_sealed_is_declared_sensitive_and_shown_by_a_look_alone(model: type[Model]) -> None:
    declared = PERSONAL.get(model._meta.label, {})
    for field in model._meta.concrete_fields:
        if isinstance(field, SealedField):
            assert declared[field.name].sensitive
            assert declared[field.name].audience is Audience.REVEAL
        if isinstance(field, IndexField):
            assert field.name in declared


def test_what_can_be_looked_at_in_full_is_declared_so() -> None:
    for kind, fields in FIELDS.items():
        declared = PERSONAL[MODELS[kind]._meta.label]
        assert {declared[field].audience for field in fields} == {Audience.REVEAL}
