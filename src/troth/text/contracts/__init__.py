"""What does a description of an interface promise its callers otherwise than before?

OpenAPI and Swagger, JSON Schema, and GraphQL. Whoever builds on an interface has been told what it
answers (a promise of ours), what may be sent (a right) and what must be (a duty). `read_contract`
reads a description, `contract_changes` holds two of one form against each other.
"""

from troth.text.contracts.changing import ContractChange, Part
from troth.text.contracts.comparing import contract_changes
from troth.text.contracts.reading import ENDINGS, Contract, Form, read_contract

__all__ = [
    "ENDINGS",
    "Contract",
    "ContractChange",
    "Form",
    "Part",
    "contract_changes",
    "read_contract",
]
