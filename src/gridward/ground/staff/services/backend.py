"""How the account of a session is found: in every request, so by a query that is written once."""

from typing import Any
from uuid import UUID

from allauth.account.auth_backends import AuthenticationBackend as ByPassword
from django.db import DEFAULT_DB_ALIAS

from gridward.ground.staff.models import Account
from gridward.kernel.compiled import Compiled

_COLUMNS = [field.attname for field in Account._meta.concrete_fields]
_ACCOUNT = Compiled(lambda account: Account.objects.filter(pk=account).values_list(*_COLUMNS), UUID)


class AuthenticationBackend(ByPassword):  # type: ignore[misc] # allauth says no types
    """Signs in as allauth does."""

    def get_user(self, user_id: Any) -> Account | None:
        """The account of this id, unless it is closed."""
        found = _ACCOUNT.ask(user_id)
        account = Account.from_db(DEFAULT_DB_ALIAS, _COLUMNS, found[0]) if found else None
        return account if account and self.user_can_authenticate(account) else None
