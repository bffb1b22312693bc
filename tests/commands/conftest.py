"""Made-up sites, as the tests of the site have them."""

from tests.site import conftest

build = conftest.build
