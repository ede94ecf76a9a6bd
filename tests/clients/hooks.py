"""What schemathesis has to be told of our API: a piece of an upload is any bytes."""

import schemathesis
from hypothesis import strategies

schemathesis.openapi.media_type(
    "application/offset+octet-stream", strategies.binary(max_size=4096)
)
