"""Annex 3 and Annex 4 on paper: one household or organisation, several, or those of a whole grid in one file.

Masked by default. In full they need `register.reveal` at each grid and a reason; every form leaves through the guard
of exports (`gridward.ground.audit`), which records it and says what stands across each page.
"""

from collections.abc import Sequence

from django.db import transaction

from gridward.kernel.access import Actor
from gridward.kernel.documents.formats import Printed
from gridward.kernel.texts import say
from gridward.oversight.reports.queries.forms import (
    Chosen,
    Look,
    grid_chosen,
    household_facts,
    households_chosen,
    organisation_facts,
    organisations_chosen,
    place_of,
    unread_situations,
)
from gridward.oversight.reports.rules.forms import (
    Form,
    HouseholdFacts,
    OrganisationFacts,
    household_form,
    organisation_form,
)
from gridward.oversight.reports.services.paper import Manner, Release, printed


@transaction.atomic
def household_forms(actor: Actor, *, chosen: Chosen, manner: Manner) -> Printed:
    """Annex 3 of the chosen households, each on its own page; of an empty grid one empty form (R1).

    Raises NoFormChosen, TooManyForms, NotFound, NotAllowed and what the guard of exports raises.
    """
    look, grid = Look(actor, manner.full), grid_chosen(actor, chosen)
    rows = households_chosen(actor, chosen)
    facts = [household_facts(row, look) for row in rows]
    blank = [HouseholdFacts(place_of(grid))] if grid else []
    grid_ids = {row.grid_id for row in rows} | ({grid.pk} if grid else set())
    persons = sum(len(one.residents) for one in facts)
    wanted = Release("annex3", manner, grid_ids, persons)
    return _printed(look, wanted, [household_form(one) for one in facts or blank])


@transaction.atomic
def organisation_forms(actor: Actor, *, chosen: Chosen, manner: Manner) -> Printed:
    """Annex 4 of the chosen organisations, each on its own page; of an empty grid one empty form (R7).

    Raises NoFormChosen, TooManyForms, NotFound, NotAllowed and what the guard of exports raises.
    """
    look, grid = Look(actor, manner.full), grid_chosen(actor, chosen)
    rows = organisations_chosen(actor, chosen)
    facts = [organisation_facts(row, look) for row in rows]
    blank = [OrganisationFacts(place_of(grid))] if grid else []
    grid_ids = {row.grid_id for row in rows} | ({grid.pk} if grid else set())
    persons = sum(1 + len(one.contacts) + len(one.employees) for one in facts)
    wanted = Release("annex4", manner, grid_ids, persons)
    return _printed(look, wanted, [organisation_form(one) for one in facts or blank])


def _printed(look: Look, wanted: Release, forms: Sequence[Form]) -> Printed:
    places = {form["where"] for form in forms}
    where = places.pop() if len(places) == 1 else ""
    unread = unread_situations(look, wanted.grid_ids)
    data = {
        "forms": forms,
        "where": where,
        "remark": say("form.situation_unread") if unread else "",
    }
    name = say(f"form.file.{wanted.kind}", where=where or say("form.several"), count=len(forms))
    return printed(look.actor, wanted, name, data)
