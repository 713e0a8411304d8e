"""Words with a capital that begin a sentence and are no name of ours.

Roles of contracts, what a contract speaks of, abbreviations of law and of machines, posts within
a company, and those who settle disputes: "the API will", "the CEO will", "JAMS will appoint".
"""

from __future__ import annotations

NO_COMPANY = frozenset(
    [
        *("You", "It", "This", "That", "These", "Those", "They", "He", "She", "The", "There"),
        *("Each", "Any", "All", "User", "Users", "Customer", "Customers", "Driver", "Drivers"),
        *("Passenger", "Passengers", "Party", "Parties", "Content", "Agreement", "Terms"),
        *("Section", "Sections", "Liability", "Sellers", "Buyers", "Manager", "Managers"),
        *("Seller", "Buyer", "Client", "Clients", "Member", "Members", "Licensee", "Subscriber"),
        *("Merchant", "Merchants", "Developer", "Developers", "Recipient", "Sender", "Receiver"),
        *("Arbitration", "Arbitrator", "Court", "Host", "Hosts", "Guest", "Guests", "Partner"),
        *("Partners", "Neither", "Either", "Nothing", "No", "Our", "Your", "Such", "Which"),
        *("Access", "Notice"),
        *("API", "APIs", "SDK", "URL", "URLs", "HTTP", "IP", "EU", "EEA", "UK", "US", "USA"),
        *("GDPR", "CCPA", "DMCA", "SLA", "VAT", "NDA", "PDF", "SMS", "ID", "IDS", "SCC", "SCCS"),
        *("AAA", "JAMS", "ICC", "LCIA", "FAA", "NAM", "ADR", "ICO", "CNIL", "FTC", "FINRA"),
        *(
            "SE",
            "SEs",
            "CE",
            "CEs",
            "AE",
            "AEs",
            "TA",
            "TAs",
            "TS",
            "CS",
            "CSM",
            "CSMs",
            "PMM",
            "QA",
        ),
        *(
            "HR",
            "IT",
            "PR",
            "CEO",
            "CTO",
            "CFO",
            "COO",
            "CMO",
            "VP",
            "SRE",
            "SREs",
            "DRI",
            "BDR",
            "SDR",
        ),
        *("ICANN", "NAF", "UDRP", "FCC", "IRS"),
    ]
)
