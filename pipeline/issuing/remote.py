"""Letters signed by a service that holds the key: what it answers is completed here, so that it lasts."""

from pipeline.documents import sign_service, signing
from pipeline.documents.sign_service import Service
from pipeline.documents.signing import Means, Spot


class Remote:
    """A service as one who signs."""

    is_remote = True

    def __init__(self, service: Service) -> None:
        self._service = service

    def sign(self, raw: bytes, field: str, spot: Spot | None, means: Means) -> bytes:  # noqa: ARG002 - it names its own
        """Return the PDF that the service signed, with validation data where they can be had.

        Without them it is not archived, but what was signed is not lost either. Raises `NotSigned`, or `NotKnown`.
        """
        try:
            made = self._service.sign(raw)
        except sign_service.Refused as fault:
            raise signing.NotSigned(fault.args[0]) from None
        except sign_service.Unknown as fault:
            raise signing.NotKnown(fault.args[0]) from None
        try:
            return signing.completed(made, means)
        except signing.NotSigned:
            return made
