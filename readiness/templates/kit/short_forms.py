"""Common short forms of notes: a line in which each stands, what it means, and what it does not mean.

Each has one meaning in its line. The wrong meanings begin with the same letters or belong to the same subject; none of
them is in use for the short form. ``common`` ones are met by any patient; the others stand in most records too.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class ShortForm:
    """A short form. ``plain`` says what its meaning is in everyday words; ``wrong`` are meanings it does not have."""

    text: str
    line: str
    meaning: str
    plain: str
    wrong: tuple[str, ...]


# short form | a line of a note | meaning | in plain words | three wrong meanings
_COMMON = """
COPD | COPD, on home oxygen. | chronic obstructive pulmonary disease | a lasting lung disease with blocked airflow \
| congenital obstructive pulmonary disease | chronic occlusive peripheral disease | coronary or pulmonary disease
UTI | Third UTI this year. | urinary tract infection | an infection of the bladder or nearby | upper trunk injury \
| urinary tract irritation | urinary tube insertion
SOB | SOB on stairs. | shortness of breath | trouble getting enough air | soreness of back | swollen or burning \
| sensation of burning
NPO | NPO after midnight. | nothing by mouth | no food or drink | no pain observed | nurse present overnight \
| new pill orders
PRN | Acetaminophen PRN. | as needed | when the patient needs it | at night | before meals | each morning
BID | Metformin BID. | twice a day | two doses a day | at bedtime | alternate days | before dinner
TID | Amoxicillin TID. | three times a day | three doses a day | twice a day | three days a week \
| thirty minutes before meals
Dx | Dx discussed with patient. | diagnosis | the name of the illness | discharge | treatment | dosage
Hx | Hx of asthma. | history | what happened before | high risk | hazard | hospital stay
Tx | Tx started today. | treatment | what is done against the illness | technique | tetanus | temperature
Fx | Fx of the left wrist. | fracture | a broken bone | flexion | infection | fissure
CHF | CHF, worse since May. | congestive heart failure | a heart that pumps too weakly | chronic heart flutter \
| chronic heart fibrillation | coronary heart fibrosis
CKD | CKD for six years. | chronic kidney disease | kidneys that work too little, for good \
| congenital kidney defect | cystic kidney deposits | chronic knee disease
CAD | CAD, stent in 2019. | coronary artery disease | narrow arteries of the heart | cerebral artery disease \
| chronic airway disease | calcified abdominal duct
GERD | GERD, no change. | gastroesophageal reflux disease | stomach acid that flows back up \
| gastrointestinal erosive disease | gastric emptying rate delay | general enteric reaction
DVT | DVT of the left leg. | deep vein thrombosis | a clot in a deep vein | deep vessel tumor | dorsal vein tear \
| distal varicose thickening
CXR | CXR ordered. | chest X-ray | a picture of heart and lungs | calf X-ray | cervical X-ray | contrast X-ray
EKG | EKG done in the office. | electrocardiogram | a tracing of the heart | electroencephalogram \
| echocardiogram | electromyogram
CBC | CBC drawn. | complete blood count | a count of the blood cells | cardiac blood check | clotted blood culture \
| chemical blood content
NKDA | NKDA. | no known drug allergies | no drug is known to cause an allergy | no known drug abuse \
| no kidney disease known | no known dietary allergies
VS | VS stable. | vital signs | pulse, breathing, blood pressure, temperature | visual signs | vein study \
| ventilator support
PCP | Sent by her PCP. | primary care provider | the regular doctor or clinician | patient care planner \
| public clinic plan | primary care pharmacy plan
c/o | Patient c/o dizziness. | complains of | says that it is a problem | cured of | cleared of | complicated by
f/u | f/u in two weeks. | follow-up | the next visit | flu shot | fasted | full workup
N/V | N/V since Monday. | nausea and vomiting | sick to the stomach | numbness and vertigo | nerve and vein pain \
| neck and vertebral pain
DNR | DNR on file. | do not resuscitate | no revival if the heart stops | do not release | doctor's note received \
| drug not required
ETOH | Denies ETOH. | alcohol | drinks with alcohol | tobacco | caffeine | opioids
GI | Referred to GI. | gastrointestinal | stomach and bowels | gynecology | glands and immunity | geriatrics
H&P | H&P on the chart. | history and physical | the doctor's questions and exam | height and pulse \
| hospital and pharmacy | health and prevention
MRI | MRI of the knee. | magnetic resonance imaging | pictures made with a magnet | medical radiation image \
| muscle reflex inspection | multiple-ray imaging
BMI | BMI 31. | body mass index | weight in relation to height | bone mass index | basic mineral intake \
| basal metabolic intake
QID | Eye drops QID. | four times a day | four doses a day | once a day | four days a week | quarter of a dose
R/O | Test to R/O a fracture. | rule out | check whether it is there | result of | repeat order | return of
h/o | h/o migraine. | history of | what happened before | here for | high odds of | home order for
CT | Head CT normal. | computed tomography | X-ray pictures in slices | cranial test | cardiac tracing \
| contrast tomography
ED | Sent to the ED. | emergency department | where urgent cases are seen | eye department | exam desk \
| extended day care
DOB | DOB on each page. | date of birth | the day somebody was born | date of billing | date of biopsy \
| date of booking
BP | BP 128/76. | blood pressure | the force of the blood in the arteries | blood protein | breath pattern \
| body posture
ICU | Moved to the ICU. | intensive care unit | a ward for the most severely ill \
| inpatient clinic unit | initial care unit | isolation care unit
"""
_OTHER = """
s/p | s/p hip replacement. | status post | it was done before | scheduled procedure | same place | surgery pending
ROS | ROS negative. | review of systems | questions on each part of the body | relief of symptoms \
| report of surgeries \
| rate of swelling
HPI | HPI: cough for a week. | history of present illness | how this illness began | hospital patient identification \
| history of past injuries | health plan information
WNL | Reflexes WNL. | within normal limits | normal | weak and not lost | with numb legs | warm without lesions
A&O | A&O on arrival. | alert and oriented | awake and clear | anxious and overtired | airway and oxygen \
| active or overactive
ADL | Needs help with ADL. | activities of daily living | dressing, washing, eating | adult disability loss \
| assisted deep lifting | advanced drug dependence level
BPH | BPH, on one drug. | benign prostatic hyperplasia | an enlarged prostate | bilateral pulmonary hypertension \
| bladder pain and hematuria | bony pelvic hernia
DJD | DJD of the right knee. | degenerative joint disease | a worn joint | diabetic joint damage \
| dislocated joint \
| delayed juvenile development
ORIF | ORIF of the left ankle. | open reduction internal fixation | surgery that sets a bone with plates or screws \
| outpatient removal of implant fixation | oral rehydration and fluids | orthopedic rest in flexion
CABG | CABG in 2016. | coronary artery bypass graft | bypass surgery on the heart | carotid artery balloon graft \
| cardiac ablation by generator | cerebral artery bleeding
LMP | LMP June 3. | last menstrual period | the first day of the last period | last medical procedure \
| lumbosacral muscle pain | left main pulse
TURP | s/p TURP. | transurethral resection of prostate | prostate surgery through the urethra \
| total uterine removal procedure | temporary urinary relief procedure | transplantation of urinary passages
AMA | Left the hospital AMA. | against medical advice | although the doctors advised to stay \
| after medical assessment | as mutually agreed | after medication adjustment
D&C | D&C under anesthesia. | dilation and curettage | scraping of the lining of the uterus | drainage and closure \
| diagnosis and care | debridement and cleaning
C&S | Urine C&S sent. | culture and sensitivity | growing germs and testing drugs on them | color and sediment \
| count and screening | catheterization and specimen
BKA | BKA on the right. | below-knee amputation | loss of the lower leg | bruised knee area \
| bilateral knee arthroscopy | both knees aspirated
ESRD | ESRD, on dialysis. | end-stage renal disease | kidneys that no longer do their work \
| early-stage renal disease \
| end-stage respiratory distress | early systemic disease
GU | GU exam normal. | genitourinary | of genitals and urinary organs | gynecologic | general upper body \
| gland and uterus
I&D | I&D of an abscess. | incision and drainage | cutting open and letting fluid out | injection and dye \
| inspection and diagnosis | infection and discharge
FUO | Admitted for FUO. | fever of unknown origin | a fever without a known cause | fractured ulna operation \
| fluid under the orbit | fever under observation
MVA | MVA on May 2. | motor vehicle accident | a car crash | mitral valve abnormality | minor venous abscess \
| mild vertigo attack
PO | Two tablets PO. | by mouth | swallowed | by injection | per rectum | by tube
IM | Vaccine given IM. | into a muscle | a shot in the muscle | into a vein | under the skin | by inhaled mist
TIA | TIA in March. | transient ischemic attack | a brief loss of blood flow to the brain \
| temporary inner-ear attack \
| total intestinal atrophy | traumatic injury assessed
EEG | EEG normal. | electroencephalogram | a tracing of the brain | electrocardiogram | electromyogram \
| echoencephalogram
ROM | Shoulder ROM full. | range of motion | how far the joint moves | rate of motion | rotation of muscle \
| restriction of mobility
PMH | PMH: asthma. | past medical history | earlier illnesses | primary medical home | past mental health \
| present mental health
LLQ | Pain in the LLQ. | left lower quadrant | the lower left part of the belly | left lateral quadrant \
| lower lumbar quadrant | left lung quadrant
OTC | OTC pain reliever. | over the counter | sold without a prescription | on the chart | outside the clinic \
| oral treatment course
GSW | GSW to the thigh. | gunshot wound | a wound by a bullet | graft site wound | general skin wound \
| glass splinter wound
w/o | Fall w/o injury. | without | there is none | with other | work order | worse on
RUQ | Pain in the RUQ. | right upper quadrant | the upper right part of the belly | rear upper quadrant \
| right umbilical quadrant | rib upper quadrant
DDx | DDx: gout or infection. | differential diagnosis | the illnesses that are being compared \
| discharge diagnosis | double diagnosis | definite diagnosis
IUD | IUD in place. | intrauterine device | a device in the uterus against pregnancy | internal urinary drain \
| indwelling umbilical drain | inner-ear ultrasonic device
OA | OA of both hands. | osteoarthritis | worn joints | osteoporosis | old amputation | overuse of the arms
STI | Tested for STI. | sexually transmitted infection | an infection passed on by sex \
| sinus throat infection | skin test inspection | stomach tract inflammation
MI | Old MI, stent in 2018. | myocardial infarction | a heart attack | migraine inflammation | muscle injury \
| memory impairment
DOS | DOS on the claim: May 4. | date of service | the day of the care | day of submission | date of signature \
| day of scan
AFib | AFib on the tracing. | atrial fibrillation | an irregular heartbeat | arterial fibrosis \
| acute fibromyositis | aortic fibrin buildup
"""


def _read(text: str) -> tuple[ShortForm, ...]:
    rows = (row.split(" | ") for row in text.strip().split("\n"))
    return tuple(ShortForm(short, line, meaning, plain, tuple(wrong)) for short, line, meaning, plain, *wrong in rows)


@cache
def short_forms(known: str) -> tuple[ShortForm, ...]:
    """The short forms that are ``common``, or the ``other`` ones."""
    return _read(_COMMON if known == "common" else _OTHER)
