"""MDX: prose in components counts, what is code does not."""

from __future__ import annotations

from troth.documents import read
from troth.model.document import Document

TEXT = """\
import { Card } from "./card"
import duty from 'x'

export const meta = {
  a: 1,

  b: 2,
}

# Hello <Badge label="New plan">beta</Badge>

<Card title="Fast couriers" icon={<Icon name="x" />} {...rest}>
    We **answer** within `a day` {props.name}.

    - one
      goes on

    <Note>
        Inner words, [a link](https://x.y).
    </Note>
</Card>

import duties are paid by us. A < b and {/* gone */} text. <input placeholder={'Your name'} />

```js
<Card>code</Card> {x}
```

Use `<Card>` and {unclosed
"""


def test_components_imports_and_expressions() -> None:
    found = read("a.mdx", TEXT.encode())
    assert isinstance(found, Document)
    blocks = [(one.kind, " ".join(one.span.of(found.prose).split())) for one in found.blocks]
    assert [one for one in blocks if one[0] != "code"] == [
        ("heading", "Hello New plan beta"), ("caption", "New plan"), ("caption", "Fast couriers"),
        ("paragraph", "We answer within ."), ("item", "one goes on"),
        ("paragraph", "Inner words, a link ."),
        ("paragraph", "import duties are paid by us. A < b and text."),
        ("caption", "Your name"), ("paragraph", "Use and {unclosed"),
    ]  # fmt: skip
    scopes = [(one.kind, one.span.of(found.text)) for one in found.scopes]
    assert scopes == [
        ("label", "New plan"), ("label", "Fast couriers"), ("code", "`a day`"),
        ("link", "[a link](https://x.y)"), ("placeholder", "Your name"), ("code", "`<Card>`"),
    ]  # fmt: skip
