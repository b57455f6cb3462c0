"""What schemathesis sends where a policy's workbook is asked for: it as it is, cut off, and anything else."""

import os
from pathlib import Path

import schemathesis
from hypothesis import strategies as st

WORKBOOK = Path(os.environ["POLICY_WORKBOOK"]).read_bytes()

schemathesis.openapi.media_type(
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    st.one_of(
        st.just(WORKBOOK),
        st.integers(min_value=0, max_value=len(WORKBOOK)).map(lambda size: WORKBOOK[:size]),
        st.binary(max_size=200),
    ),
)
