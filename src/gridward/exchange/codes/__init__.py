"""Code services: what a health code, an itinerary card, a test or a vaccination says, asked of its issuer (clause G4).

A *provider* is reached through the seven *operations* of GB/T 38963-2020; what is exchanged has the four groups of data
of GB/T 38962-2020. Nothing is asked of anybody unless an administrator has set an address. A *check* at a gate sends
what was scanned, or an identity number where somebody has no phone, and keeps of the answer the kind, the result and
the time: no name, no number, no text of a code is read out of it or stored. Where two *issuers* differ, or a word is
not known, the result is *unclear* and a person looks. The *simulator* is a provider on this machine with invented
people, for tests and drills.

The texts of the two standards were not at hand: the operations are by the table of contents of GB/T 38963 and the
groups by clause 4 of GB/T 38962 as sellers of standards show them; names of fields and return codes are ours.

Below: checkpoints. Above: nothing but `config`.
"""
