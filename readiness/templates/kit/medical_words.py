"""Medical words in use, taken apart into a root and an ending, and which of them can stand beside each other.

Meanings that overlap (a disease and an inflammation, the eye and the eyelid) clash: of two such words a reader could
argue that they say the same. Endings that are everyday words (spasm) are left out, as they ask nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import combinations

# ending: what the whole word means, what the ending says
_ENDINGS = {
    "itis": ("Inflammation of {}", "inflammation"),
    "malacia": ("Softness of {}", "softening"),
    "megaly": ("Abnormal enlargement of {}", "enlargement"),
    "oma": ("Tumor or mass of {}", "a tumor or mass"),
    "algia": ("Pain felt in {}", "pain"),
    "ptosis": ("Downward drooping of {}", "drooping"),
    "stenosis": ("Abnormal narrowing of {}", "narrowing"),
    "ectasis": ("Abnormal widening of {}", "widening"),
    "rrhea": ("Discharge from {}", "flow or discharge"),
    "pathy": ("Disease of {}", "disease"),
    "logy": ("Study of {}", "the study of something"),
    "ectomy": ("Removal of (part of) {}", "cutting out all or part"),
    "otomy": ("Incision into {}", "cutting into"),
    "ostomy": ("Lasting opening into {}", "making a lasting opening"),
    "plasty": ("Repair of {}", "surgical repair"),
    "rrhaphy": ("Suture of {}", "stitching"),
    "pexy": ("Surgical fixing of {}", "fixing in place"),
    "desis": ("Fusion of {}", "fusing"),
    "centesis": ("Needle drainage of {}", "puncture to draw off fluid"),
    "scopy": ("Examination inside {}", "looking with an instrument"),
    "gram": ("Image of {}", "a record or image"),
    "graphy": ("Process of imaging {}", "the process of recording"),
}
_CONDITIONS = frozenset(("itis", "malacia", "megaly", "oma", "algia", "ptosis", "stenosis", "ectasis", "rrhea", "pathy"))
_ENDING_CLASHES = (
    [{"pathy", other} for other in _CONDITIONS - {"pathy"}]
    + [set(pair) for pair in combinations(("plasty", "rrhaphy", "pexy", "desis"), 2)]
    + [{"scopy", "gram"}, {"scopy", "graphy"}, {"megaly", "ectasis"}]
)

# root: what it means, the region of the body, the words built on it
_ROOTS = {
    "aden": ("a gland", "tissue", "adenitis adenoma adenopathy"),
    "angi": ("blood vessels", "tissue", "angioplasty angiography angiogram angioma angiopathy"),
    "arthr": (
        "a joint",
        "frame",
        "arthritis arthroscopy arthroplasty arthrotomy arthrodesis arthrocentesis arthralgia "
        "arthropathy arthrogram arthrography",
    ),
    "blephar": ("an eyelid", "head", "blepharitis blepharoplasty blepharoptosis blepharorrhaphy"),
    "bronch": (
        "the airways",
        "chest",
        "bronchitis bronchoscopy bronchoplasty bronchiectasis bronchotomy bronchography bronchostenosis bronchomalacia",
    ),
    "cardi": ("the heart", "chest", "carditis cardiology cardiomegaly"),
    "cholecyst": (
        "the gallbladder",
        "belly",
        "cholecystitis cholecystectomy cholecystostomy cholecystotomy cholecystography cholecystogram cholecystopexy",
    ),
    "chondr": ("cartilage", "frame", "chondritis chondroma chondromalacia chondroplasty chondrectomy"),
    "col": ("the colon", "belly", "colitis colectomy colostomy colopexy"),
    "cost": ("a rib", "chest", "costectomy"),
    "crani": ("the skull", "head", "craniotomy craniectomy cranioplasty"),
    "cyst": ("the bladder", "belly", "cystitis cystoscopy cystotomy cystostomy cystopexy cystogram cystography cystoplasty"),
    "dermat": ("the skin", "tissue", "dermatitis dermatology dermatoplasty"),
    "encephal": ("the brain", "head", "encephalitis encephalopathy encephalomalacia"),
    "enter": ("the intestine", "belly", "enteritis enterotomy enterostomy enteroscopy enteropathy enterorrhaphy"),
    "gastr": (
        "the stomach",
        "belly",
        "gastritis gastrectomy gastrotomy gastrostomy gastroscopy gastropathy gastropexy gastroplasty gastralgia",
    ),
    "gingiv": ("the gums", "head", "gingivitis gingivectomy gingivoplasty"),
    "gloss": ("the tongue", "head", "glossitis glossectomy glossoplasty glossorrhaphy glossoptosis"),
    "hepat": ("the liver", "belly", "hepatitis hepatectomy hepatomegaly hepatology hepatopathy"),
    "hyster": ("the uterus", "belly", "hysterectomy hysteroscopy hysterotomy hysteropexy hysterorrhaphy hysterography"),
    "laryng": (
        "the voice box",
        "throat",
        "laryngitis laryngectomy laryngoscopy laryngotomy laryngoplasty laryngology laryngostenosis laryngomalacia",
    ),
    "mast": ("the breast", "chest", "mastitis mastectomy mastopexy mastalgia mastopathy"),
    "mamm": ("the breast", "chest", "mammogram mammography mammoplasty"),
    "my": ("muscle", "tissue", "myalgia myopathy myoma myorrhaphy myotomy myectomy myoplasty"),
    "nephr": (
        "the kidney",
        "belly",
        "nephritis nephrectomy nephrotomy nephrostomy nephropexy nephrorrhaphy "
        "nephropathy nephrology nephroptosis nephromegaly nephroscopy",
    ),
    "neur": ("a nerve", "tissue", "neuritis neuralgia neurectomy neuroma neuropathy neurorrhaphy neuroplasty neurotomy"),
    "oophor": ("an ovary", "belly", "oophoritis oophorectomy oophoropexy"),
    "ophthalm": ("the eye", "head", "ophthalmology ophthalmoscopy ophthalmopathy"),
    "orchi": ("a testis", "belly", "orchitis orchiectomy orchiopexy"),
    "oste": ("bone", "frame", "osteitis osteotomy osteoma osteomalacia ostectomy osteology osteoplasty"),
    "ot": ("the ear", "head", "otitis otoscopy otoplasty otalgia otorrhea otology"),
    "phleb": ("a vein", "tissue", "phlebitis phlebography phlebogram phlebectomy"),
    "pharyng": ("the throat", "throat", "pharyngitis pharyngoscopy pharyngotomy pharyngoplasty pharyngectomy"),
    "pneumon": ("the lung", "chest", "pneumonectomy pneumonitis"),
    "proct": ("the rectum", "belly", "proctitis proctectomy proctoscopy proctopexy proctology"),
    "rhin": ("the nose", "head", "rhinitis rhinoplasty rhinoscopy rhinorrhea rhinotomy rhinology"),
    "splen": ("the spleen", "belly", "splenectomy splenomegaly splenopexy splenorrhaphy"),
    "spondyl": ("bones of the spine", "frame", "spondylitis spondylopathy"),
    "stomat": ("the mouth", "head", "stomatitis stomatoplasty stomatology"),
    "thorac": ("the chest", "chest", "thoracotomy thoracoscopy thoracostomy thoracoplasty thoracentesis"),
    "tonsill": ("the tonsils", "throat", "tonsillitis tonsillectomy tonsillotomy"),
    "trache": (
        "the windpipe",
        "throat",
        "tracheitis tracheostomy tracheoplasty tracheoscopy tracheostenosis tracheomalacia tracheorrhaphy",
    ),
}
# One of these lies in, holds, or is made of the other, so both could be argued for.
_ROOT_CLASHES = {
    "angi": "phleb cardi",
    "aden": "mast mamm oophor orchi hepat tonsill",
    "arthr": "chondr spondyl oste",
    "blephar": "ophthalm",
    "bronch": "pneumon thorac trache",
    "cardi": "my thorac",
    "col": "enter proct",
    "cost": "oste thorac",
    "crani": "oste encephal",
    "encephal": "neur",
    "enter": "proct gastr",
    "gingiv": "stomat",
    "gloss": "stomat my",
    "dermat": "blephar",
    "laryng": "pharyng chondr",
    "mast": "thorac mamm",
    "mamm": "thorac",
    "oste": "spondyl",
    "pharyng": "tonsill",
    "pneumon": "thorac",
    "thorac": "trache",
    "chondr": "spondyl",
    "stomat": "tonsill pharyng",
}
_EVERYDAY = frozenset(
    ("arthritis", "bronchitis", "cardiology", "dermatology", "hepatitis", "hysterectomy", "laryngitis", "mammogram")
    + ("mammography", "mastectomy")
)


@dataclass(frozen=True, slots=True)
class Word:
    """A medical word taken apart."""

    text: str
    root: str
    ending: str

    @property
    def meaning(self) -> str:
        """``Inflammation of the kidney``"""
        return _ENDINGS[self.ending][0].format(self.organ)

    @property
    def organ(self) -> str:
        """What the root names: ``the kidney``."""
        return _ROOTS[self.root][0]

    @property
    def region(self) -> str:
        """The region of the body in which that is."""
        return _ROOTS[self.root][1]

    @property
    def says(self) -> str:
        """What the ending says: ``inflammation``."""
        return _ENDINGS[self.ending][1]

    @property
    def stem(self) -> str:
        """The root with its combining vowel: ``nephr/o``."""
        return f"{self.root}/o"


@cache
def words() -> tuple[Word, ...]:
    """All words of the table; the longest ending that fits is the word's ending."""
    return tuple(
        Word(text, root, max((ending for ending in _ENDINGS if text.endswith(ending)), key=len))
        for root, (_, _, texts) in _ROOTS.items()
        for text in texts.split()
    )


def contrasts(one: Word, other: Word, part: str) -> bool:
    """Whether the two differ in that part alone, and no reader could argue that they mean the same."""
    if part == "root":
        return one.ending == other.ending and one.root != other.root and not roots_clash(one.root, other.root)
    same_sort = (one.ending in _CONDITIONS) == (other.ending in _CONDITIONS)
    return one.root == other.root and same_sort and {one.ending, other.ending} not in _ENDING_CLASHES


def roots_clash(one: str, other: str) -> bool:
    """Whether one of the organs lies in, holds or is made of the other."""
    return other in _ROOT_CLASHES.get(one, "").split() or one in _ROOT_CLASHES.get(other, "").split()


def gives_away(word: Word) -> bool:
    """Whether the root asks nothing: the English word for the organ begins like it, or everybody knows the word."""
    return word.text in _EVERYDAY or any(piece.startswith(word.root[:4]) for piece in word.organ.split())
