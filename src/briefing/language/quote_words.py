"""Words by which the script stage tells who said what."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteWords:
    """Verbs of saying, names, titles: how a language says who said something.

    Words are compared folded: case, accents and Arabic vowel signs and hamza seats do not count. An entry may
    have several words. Where there is a form for women and one for men, two lists stand side by side.
    """

    capitals: bool = False
    """Names are told by capital letters, and the subject stands beside its verb on either side. Otherwise
    (Arabic) the subject follows its verb, and may be left out."""
    prefixes: tuple[str, ...] = ()
    """Little words written together with the next one: Arabic "and", "then"."""
    article: str = ""
    """The definite article where it is written together with its noun."""
    said: tuple[str, ...] = ()
    """Finite verbs of saying; where they show the speaker's gender, only those of men."""
    said_f: tuple[str, ...] = ()
    said_others: tuple[str, ...] = ()
    """Verbs of saying whose form shows several speakers, where it does: Arabic "they chanted"."""
    saying: tuple[str, ...] = ()
    """Participles: their speaker is the one of the sentence."""
    saying_f: tuple[str, ...] = ()
    own_words: tuple[str, ...] = ()
    """Nouns with "his": "by his saying"."""
    own_words_f: tuple[str, ...] = ()
    according: tuple[str, ...] = ()
    """Words that stand before the speaker: according to."""
    relaying: tuple[str, ...] = ()
    """Verbs whose subject passes on what another said: "quoted"."""
    relayed_from: tuple[str, ...] = ()
    """The word before that other; empty where they follow the verb."""
    that: tuple[str, ...] = ()
    that_person: tuple[str, ...] = ()
    """"that he", "that she" written as one word: what follows may be the reporter's third person."""
    third_person: tuple[str, ...] = ()
    """Words by which a stretch in marks speaks of its own speaker as another."""
    impersonal: tuple[str, ...] = ()
    """Verbs that look like a third person and have no person: "it is possible"."""
    first_person: tuple[str, ...] = ()
    pronouns_m: tuple[str, ...] = ()
    pronouns_f: tuple[str, ...] = ()
    pronouns_other: tuple[str, ...] = ()
    """"it", "they": never a person that we can name."""
    pronouns_self: tuple[str, ...] = ()
    """"I": outside marks this is the reporter."""
    clause_subjects: tuple[str, ...] = ()
    """Words that begin a clause as its subject."""
    finite: tuple[str, ...] = ()
    """Frequent finite verbs: what has one may be a clause."""
    relatives: tuple[str, ...] = ()
    subordinate: tuple[str, ...] = ()
    """Before a verb of saying: what it says is an aside ("as X announced") and names no speaker."""
    clause_breaks: tuple[str, ...] = ()
    """Conjunctions before which a subject cannot begin."""
    openers: tuple[str, ...] = ()
    """First words of an adverbial at the beginning of a sentence: "Asked about …,"."""
    between: tuple[str, ...] = ()
    """Adverbs and helping verbs between subject and verb."""
    nominative: tuple[str, ...] = ()
    """Words before a subject that precedes its verb: Arabic "kana"."""
    offices: tuple[str, ...] = ()
    offices_f: tuple[str, ...] = ()
    office_links: tuple[str, ...] = ()
    """Words inside an office that ask for the next one: Arabic "in the name of", "at"."""
    place_links: tuple[str, ...] = ()
    """"in": inside an office only before a body, or before a place and a first name."""
    objects: tuple[str, ...] = ()
    """Prepositions before the object of a verb of saying: "stressed (on) …"."""
    envoys: tuple[str, ...] = ()
    """Offices that go "to" a place."""
    envoy_links: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    """"the same", after a noun: the speaker of before. Arabic "the speaker himself"."""
    describing: tuple[str, ...] = ()
    """Verbs after which "that it" introduces a description, no speech."""
    spokes: tuple[str, ...] = ()
    """Offices that speak for another: the name in their complement is not the speaker's."""
    institutions: tuple[str, ...] = ()
    complements: tuple[str, ...] = ()
    """Nouns inside the name of an office that are no person's name."""
    titles: tuple[str, ...] = ()
    """Before a name, no part of what one is called by later: Dr."""
    titles_m: tuple[str, ...] = ()
    titles_f: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    """Speakers without a name: a witness, officials."""
    documents: tuple[str, ...] = ()
    """What a statement stands in; its speaker is who issued it."""
    name_links: tuple[str, ...] = ()
    """Small words inside a name: bin, van der."""
    given_m: tuple[str, ...] = ()
    """First names of men and of women where names have capitals; those that both bear are in neither."""
    given_f: tuple[str, ...] = ()
    plain_said: tuple[str, ...] = ()
    """Verbs of saying that take no noun as their object: what stands behind them is the subject."""
    sides: tuple[str, ...] = ()
    """"part", "side" in "for his part": another speaker begins."""
    same_before: tuple[str, ...] = ()
    """"the same", where it stands before its noun."""
    kin: tuple[str, ...] = ()
    """Relatives and friends: persons only with "his", "her" at their end."""
    going_on: tuple[str, ...] = ()
    """Verbs by which the same speaker goes on: "added"."""
    nominal: tuple[str, ...] = ()
    """Nouns of action: a stretch in marks that begins with one is no sentence."""
    also: tuple[str, ...] = ()
    """"as", which at the beginning of a sentence means "also"."""
    calling: tuple[str, ...] = ()
    """"called", between a description and the name."""
    anaphors: tuple[str, ...] = ()
    """Nouns that only point back to whoever spoke: "the official", "the speaker"."""
    given_names: tuple[str, ...] = ()
    """Frequent first names, where nothing else shows that a name begins."""
    not_names: tuple[str, ...] = ()
    """Words that never belong to a name: prepositions, days, adverbs."""
    media: tuple[str, ...] = ()
    """Whom a speaker talks to: newspapers, agencies."""
    name_nouns: tuple[str, ...] = ()
    """Words after which a stretch in marks is a name or a term: "film", "so-called"."""
    before_nouns: tuple[str, ...] = ()
    """Behind these no finite verb stands."""
    passive: tuple[str, ...] = ()
    """Helping verbs of the passive: "was quoted"."""
    agents: tuple[str, ...] = ()
    """Before whoever does what the passive says: "was asked by"."""
    relayed_as: tuple[str, ...] = ()
    """ "as", in "quoted her as saying"."""
    so: tuple[str, ...] = ()
    """Between a stretch in marks and its verb: "…", so says Hill."""
    conjunctions: tuple[str, ...] = ()
    """Between two stretches in marks of one speaker."""
    joining: tuple[str, ...] = ()
    """Between two names: "Ann and Tom Hill"."""
    linking: tuple[str, ...] = ()
    """Before the subject of a clause."""
    addressing: tuple[str, ...] = ()
    """Verbs of saying whose object is whoever is spoken to."""
    adverbial_links: tuple[str, ...] = ()
    """Begin an adverbial between a verb of saying and what is said."""
    owner_endings: tuple[str, ...] = ()
    """Of a name in the genitive, as written."""
    plural_owner_endings: tuple[str, ...] = ()
    quantifiers: tuple[str, ...] = ()
    """Never inside an office."""
    hyphen_parts: tuple[str, ...] = ()
    """Second parts of words with a hyphen that are no names: "Third-generation"."""
    place_surnames: tuple[str, ...] = ()
    """Words for places that are surnames after a first name: "Ann Hall"."""
    places: tuple[str, ...] = ()
    """Countries, states, large cities: without a first name before them no person."""
    plural_endings: tuple[str, ...] = ()
    role_endings: tuple[str, ...] = ()
    """Of nouns that say what somebody does: "winchman"."""
    prepositions: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    definite_articles: tuple[str, ...] = ()
    determiners: tuple[str, ...] = ()
    """Articles, possessives, "another"."""
    indefinite: tuple[str, ...] = ()
    """Determiners of something new, or of the speaker's own: "a", "his"."""
    ending_links: tuple[str, ...] = ()
    """Prepositions before which a speaker's name or office has ended: "Hill on Monday"."""
    past_endings: tuple[str, ...] = ()
    finite_endings: tuple[str, ...] = ()
    """Of finite verbs, and of words with one hung on: "Hill's", "didn't"."""
    adverb_endings: tuple[str, ...] = ()
    genitive: tuple[str, ...] = ()
    """Inside an office, before a name: "Secretary of State"."""
    saints: tuple[str, ...] = ()
    """Before the name of a church."""
    men_endings: tuple[str, ...] = ()
    """Of offices that only men hold."""
    women: tuple[str, ...] = ()
    men: tuple[str, ...] = ()
    dependent: tuple[str, ...] = ()
    """Begin a clause that hangs on the reporter's."""
    small_words: tuple[str, ...] = ()
    """Do not tell one description from another."""
    age_endings: tuple[str, ...] = ()
    nationality_endings: tuple[str, ...] = ()
    """Of words for whoever comes from a place: "the Londoner"."""
    name_tails: tuple[str, ...] = ()
    """Second words of compound names: Arabic "al-Din", "Allah"."""
    with_that: tuple[str, ...] = ()
    """Verbs that are of saying only before "that" or a colon, and something else otherwise: "recorded"."""
    negations: tuple[str, ...] = ()
    """Words before a verb that deny it, or say that it has happened, or will."""
    glued: tuple[str, ...] = ()
    """Prepositions of one letter, which stand alone only before a mark."""
    owned: tuple[str, ...] = ()
    """Nouns that end a name when they carry "his" or "her": "his speech"."""
    child_of: tuple[str, ...] = ()
    """"son of", "daughter of": a first name stands before it."""
    resuming: tuple[str, ...] = ()
    """"to which" and the like: a verb behind it says something new all the same."""
    papers: tuple[str, ...] = ()
    """Names of papers and stations that are common nouns without their article."""
    his_endings: tuple[str, ...] = ()
    """His, her, at the end of a style: "his highness"."""
    no_offices: tuple[str, ...] = ()
    """Look like an office's form for women, and are none: "lecture", "introduction"."""
    place_heads: tuple[str, ...] = ()
    """First words of the names of places: Arabic "Bani", "Wadi"."""
    with_object: tuple[str, ...] = ()
    """Verbs that need whom they are said to: a noun behind them may be that one."""
    inscribed: tuple[str, ...] = ()
    """Behind a verb these show that it stands in the passive: Arabic "written on-it"."""
    office_ends: tuple[str, ...] = ()
    """"in her name", "in it": end an office, and a name may follow."""
    to_whom: tuple[str, ...] = ()
    """"to him", "to her" between a verb and its subject."""
    manner: tuple[str, ...] = ()
    """How something is said: Arabic "smiling", "sorrow" (in "with sorrow"); neither a name nor a speaker."""
    asking: tuple[str, ...] = ()
    """Words that open an indirect question: a name ends before them."""
    elisions: tuple[str, ...] = ()
    """Little words written together with the next one by an apostrophe: French "l'", without it."""
    hung_on: tuple[str, ...] = ()
    """Pronouns written behind their verb with a hyphen: French "dit-il"."""
    nouns_have_capitals: bool = False
    """All nouns have a capital (German): a name is told by a first name, a title or an office beside it."""
    drops_subject: bool = False
    """A verb may stand without any subject (Spanish): it is whoever spoke before."""
    inversion: bool = False
    """The subject may stand behind its verb wherever the verb stands."""
    auxiliaries: tuple[str, ...] = ()
    """Helping verbs of the past: French "a", German "hat"."""
    said_participles: tuple[str, ...] = ()
    """Participles that with one of them say what `said` says: French "a declare"."""
    said_apart: tuple[str, ...] = ()
    """Verbs of saying in two parts, the second later in the sentence: German "fugte … hinzu"."""
    after_quote: tuple[str, ...] = ()
    """Words that name a speaker only right behind a quotation: German "so"."""
    according_after: tuple[str, ...] = ()
    """Words that stand behind the speaker: German "zufolge"."""
    object_pronouns: tuple[str, ...] = ()
    """Short pronouns between subject and verb, or before the verb: French "lui"."""
    office_endings: tuple[str, ...] = ()
    """Of nouns that are offices: German "…minister"."""
    feminine_endings: tuple[str, ...] = ()
    """Of offices held by women, hung on the form for men: German "in"."""
    institution_endings: tuple[str, ...] = ()
    """Of nouns for bodies: German "…verband"."""
    articles_f: tuple[str, ...] = ()
    """Articles that show that an office is held by a woman, and"""
    articles_m: tuple[str, ...] = ()
    """by a man."""
    verb_second: bool = False
    """One phrase stands before the finite verb; if it is not the subject, that stands behind (German)."""
    inner_links: tuple[str, ...] = ()
    """Words inside a name only behind one of `name_links`: "von der Leyen"."""
    measures: tuple[str, ...] = ()
    """Nouns that stand right before another noun: "Ende", "Prozent"."""
    according_first: tuple[str, ...] = ()
    """As `according`, but only before a person at the beginning of a sentence: "for"."""
    insertions: bool = False
    """The reporter's clause may stand inside the marks, and a dash may stand for marks (French, Spanish)."""
    houses: tuple[str, ...] = ()
    """Words with which a surname begins: Arabic "the house of", "father of"."""
    topics: tuple[str, ...] = ()
    """ "As to": the clause about the person goes on with "so" (Arabic أما … ف)."""
    oblique: tuple[str, ...] = ()
    """Articles that no subject has: German "den", "dem"."""
    neuter: tuple[str, ...] = ()
    """Articles that stand before no person's office, and are "this" as well: German "das"."""
    plural_articles: tuple[str, ...] = ()
    """Articles of women and of several: German "die"; and"""
    both_endings: tuple[str, ...] = ()
    """ends of nouns that are a woman's without an ending of their own: "die Abgeordnete"."""
    demonstratives: tuple[str, ...] = ()
    """"this" before a noun, where it points back to a person: French "cette ancienne institutrice"."""
    kindred_offices: tuple[str, ...] = ()
    """Words, each line for offices that one person may hold at once or be called by in turn."""
    participle_endings: tuple[str, ...] = ()
    """Of participles behind `auxiliaries`, where a name may follow: "a commencé Ines Hill"."""
    question_labels: tuple[str, ...] = ()
    answer_labels: tuple[str, ...] = ()
