"""Words with a capital that begin a sentence of ours and are no name of ours.

Roles of contracts and words that open any sentence; what a contract speaks of; abbreviations of law
and of machines; posts within a company; those who settle disputes: "the API will", "the CEO will".
"""

from __future__ import annotations

_ANYBODY = frozenset(
    [
        *("Buyer", "Buyers", "Client", "Clients", "Customer", "Customers", "Developer"),
        *("Developers", "Driver", "Drivers", "Each", "Either", "Guest", "Guests", "He"),
        *("Host", "Hosts", "It", "Licensee", "Member", "Members", "Merchant"),
        *("Merchants", "Neither", "Parties", "Partner", "Partners", "Party"),
        *("Passenger", "Passengers", "Receiver", "Recipient", "Seller", "Sellers"),
        *("Sender", "She", "Subscriber", "That", "These", "They", "This", "Those"),
        *("User", "Users", "Which", "You", "Your"),
    ]
)
"""Those served, and words that stand for any of them."""
_ABBREVIATED = frozenset(
    [
        *("API", "APIs", "SDK", "URL", "URLs", "HTTP", "IP", "PDF", "SMS", "ID", "IDS"),
        *("EU", "EEA", "UK", "US", "USA", "GDPR", "CCPA", "DMCA", "SLA", "VAT", "NDA"),
        *("SCC", "SCCS", "AAA", "JAMS", "ICC", "LCIA", "FAA", "NAM", "ADR", "ICO"),
        *("CNIL", "FTC", "FINRA", "ICANN", "NAF", "UDRP", "FCC", "IRS"),
        *("SE", "SEs", "CE", "CEs", "AE", "AEs", "TA", "TAs", "TS", "CS", "CSM"),
        *("CSMs", "PMM", "QA", "HR", "IT", "PR", "CEO", "CTO", "CFO", "COO", "CMO"),
        *("VP", "SRE", "SREs", "DRI", "BDR", "SDR"),
    ]
)
_SPOKEN_OF = frozenset(
    [
        *("Access", "Agreement", "All", "Any", "Arbitration", "Arbitrator", "Content"),
        *("Court", "Liability", "Manager", "Managers", "No", "Nothing", "Notice"),
        *("Our", "Section", "Sections", "Such", "Terms", "The", "There"),
    ]
)
NO_COMPANY = _ANYBODY | _ABBREVIATED | _SPOKEN_OF
"""Before "will" or "shall": what acts there is not the company."""
NO_US = _ANYBODY | frozenset(
    [
        *("Advertisers", "Affiliates", "Always", "Anyone", "Consumers", "Contributors"),
        *("Creators", "Do", "Employees", "Everyone", "If", "Many", "Most", "Never"),
        *("Organizers", "Owners", "Participants", "People", "Please", "Providers"),
        *("Publishers", "Some", "Students", "Teachers", "To", "Vendors", "Visitors"),
        *("Who",),
    ]
)
"""Before a verb in the present, where plurals and openings of advice stand as well."""
