"""NRR, IKM and mutu under a declared policy: exact arithmetic, rounded only where the policy or a printed page says."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import NamedTuple

SCALE = (1, 2, 3, 4)
"""The answers there are (Permenpan RB 14/2017, perception scale)."""
CONVERSION = 25
"""What a mean answer is multiplied by to give an index (Permenpan RB 14/2017)."""
_ONE = Fraction(1)
_ROUNDED_FIRST = ("nrr-2", "tertimbang-3")
"""How rules begin that round before they add."""
AnswerCounts = tuple[int, int, int, int]
"""How many answered 1, 2, 3 and 4."""


class Grade(NamedTuple):
    """A grade: the lowest index that earns it, its letter, and how the service performs."""

    lowest: Decimal
    huruf: str
    kinerja: str


class Policy(NamedTuple):
    """How an index is computed: a weight for each element, where to round, how services are joined, the grades."""

    bobot: Mapping[str, Fraction]
    pembulatan: str
    gabungan: str
    tabel: tuple[Grade, ...]


class ServiceMeans(NamedTuple):
    """What is known of one service: the mean answer of each element and how many answered it.

    `ikm` is the service's index where it is given and not to be computed; `bobot` its weight among services.
    """

    key: str
    nrr: Mapping[str, Fraction]
    answered: Mapping[str, int]
    responden: int | None
    ikm: Fraction | None = None
    bobot: Fraction | None = None


class ServiceResult(NamedTuple):
    """The result of one service."""

    key: str
    nrr: Mapping[str, Fraction]
    ikm: Fraction
    responden: int | None


class Result(NamedTuple):
    """The result of one set of elements: the mean answer of each (1 to 4) and the index (25 to 100).

    `responden` is `None` where the source does not say how many answered; `weighted` is what each element adds to
    the index before it is converted; `layanan` has the results of the services, in their order.
    """

    nrr: Mapping[str, Fraction]
    ikm: Fraction
    responden: int | None
    weighted: Mapping[str, Fraction] = {}
    layanan: tuple[ServiceResult, ...] = ()


def mean_answer(counts: AnswerCounts) -> Fraction:
    """Return the mean answer: the sum of the answers over the number of forms that answered."""
    return Fraction(sum(score * count for score, count in zip(SCALE, counts, strict=True)), sum(counts))


def equal_weights(unsur: Sequence[str], places: int | None = None) -> dict[str, Fraction]:
    """Return equal weights: exactly 1/n, or 1/n rounded to so many places (0,11 and 0,111 for nine elements)."""
    each = Fraction(1, len(unsur))
    return dict.fromkeys(unsur, each if places is None else Fraction(half_up(each, places)))


def weighted(nrr: Mapping[str, Fraction], policy: Policy) -> dict[str, Fraction]:
    """Return what each element adds to the index before conversion: its mean answer times its weight.

    Under `nrr-2` and `nrr-2-rerata-2` the mean answers are rounded first, under `tertimbang-3` the products.
    """
    if policy.pembulatan.startswith("nrr-2"):
        return {key: Fraction(half_up(value)) * policy.bobot[key] for key, value in nrr.items()}
    products = {key: value * policy.bobot[key] for key, value in nrr.items()}
    if policy.pembulatan == "tertimbang-3":
        return {key: Fraction(half_up(value, 3)) for key, value in products.items()}
    return products


def index_of(nrr: Mapping[str, Fraction], policy: Policy) -> Fraction:
    """Return the index of mean answers: the sum of the weighted ones times 25.

    The sum is rounded first under `rerata-2`, `rerata-3` and `nrr-2-rerata-2`. It never falls when a mean answer rises.
    """
    if policy.pembulatan.startswith(_ROUNDED_FIRST):
        total = sum_of_products((value, _ONE) for value in weighted(nrr, policy).values())
    else:
        total = sum_of_products((value, policy.bobot[key]) for key, value in nrr.items())
    places = {"rerata-2": 2, "rerata-3": 3, "nrr-2-rerata-2": 2}.get(policy.pembulatan)
    return (total if places is None else Fraction(half_up(total, places))) * CONVERSION


def result_of(services: Sequence[ServiceMeans], policy: Policy) -> Result:
    """Return the result of a unit's services under a policy.

    `responden`: every answer counts once, whatever its service; `rata-rata-layanan`: the mean of the services;
    `tertimbang`: their mean weighted by `bobot`. Under `responden` a service without counts stands alone.
    """
    layanan = tuple(_service_result(service, policy) for service in services)
    answered = [service.responden for service in services if service.responden is not None]
    total = sum(answered) if len(answered) == len(services) else None
    if len(services) == 1:
        nrr, ikm = dict(services[0].nrr), layanan[0].ikm
    elif policy.gabungan == "responden":
        nrr = _element_means(services, lambda service, key: Fraction(service.answered[key]))
        ikm = _pooled_index(services, nrr, policy)
    else:
        weights = [service_weight(policy, service.bobot, service.responden) for service in services]
        nrr = _element_means(services, lambda service, _: service_weight(policy, service.bobot, service.responden))
        ikm = weighted_mean([(service.ikm, weight) for service, weight in zip(layanan, weights, strict=True)])
    return Result(nrr, ikm, total, weighted(nrr, policy), layanan)


def service_weight(policy: Policy, bobot: Fraction | None, responden: int | None) -> Fraction:
    """Return what a service weighs among others: its respondents, its `bobot`, or as much as every other."""
    if policy.gabungan == "responden":
        return Fraction(responden or 1)
    return Fraction(1) if policy.gabungan == "rata-rata-layanan" or bobot is None else bobot


def _service_result(service: ServiceMeans, policy: Policy) -> ServiceResult:
    ikm = index_of(service.nrr, policy) if service.ikm is None else service.ikm
    return ServiceResult(service.key, service.nrr, ikm, service.responden)


def _element_means(
    services: Sequence[ServiceMeans], weight_of: Callable[[ServiceMeans, str], Fraction]
) -> dict[str, Fraction]:
    return {
        key: weighted_mean([(service.nrr[key], weight_of(service, key)) for service in services])
        for key in services[0].nrr
    }


def _pooled_index(services: Sequence[ServiceMeans], nrr: Mapping[str, Fraction], policy: Policy) -> Fraction:
    """Return the mean of indices that are all given, by their respondents; else the index of all answers."""
    given = [(service.ikm, Fraction(service.responden or 0)) for service in services if service.ikm is not None]
    return weighted_mean(given) if len(given) == len(services) else index_of(nrr, policy)


def weighted_mean(values: Sequence[tuple[Fraction, Fraction]]) -> Fraction:
    """Return the weighted mean; a value of no weight does not count."""
    return sum_of_products(values) / sum_of_products((weight, _ONE) for _, weight in values)


def sum_of_products(pairs: Iterable[tuple[Fraction, Fraction]]) -> Fraction:
    """Return the exact sum of products: reduced once, at the end, and not after each step."""
    terms = [(*value.as_integer_ratio(), *weight.as_integer_ratio()) for value, weight in pairs]
    whole = lcm(*(below * under for _, below, _, under in terms))
    return Fraction(sum(above * over * (whole // (below * under)) for above, below, over, under in terms), whole)


def half_up(value: Fraction, places: int = 2) -> Decimal:
    """Return an exact value as a decimal of so many places, halves rounded up."""
    above, below = value.as_integer_ratio()
    whole = (2 * above * 10**places + below) // (2 * below)
    return Decimal(whole).scaleb(-places)


def grade_of(ikm: Fraction, tabel: Sequence[Grade]) -> Grade:
    """Return the grade of an index, which is first rounded to two places: so no index falls between two grades.

    Only the lower bounds of the table count; below the lowest the lowest grade stands.
    """
    score = half_up(ikm)
    return next((grade for grade in tabel if score >= grade.lowest), tabel[-1])
