"""What five directorates of a council that does not exist might measure. Every figure is invented.

A level is where the figures of a measure begin; a drift is what they change by each quarter.
"""

from __future__ import annotations

from dataclasses import dataclass, field

HOMES = "A home and a neighbourhood to be proud of"
HEALTH = "Longer lives in better health"
MONEY = "A council that lives within its means"
PLACE = "Clean streets and safe roads"


@dataclass(frozen=True)
class Spec:
    """A measure and how its figures come about.

    Attributes:
        ref: Its reference.
        title: What is measured.
        service: The service that reports it.
        priority: The aim it serves.
        unit: As the register has it.
        good: Which way is good.
        basis: What stretch of time a figure covers.
        level: Where the figures begin; by quarter (Q1 to Q4) where they build up over the year.
        drift: Change a quarter.
        noise: Largest chance deviation.
        target: For the year; "" for none.
        decimals: Places it is reported to.
        of: Roughly how many there are below the line; 0 gives no numerator and denominator.
        well: Why, when the figure moves the right way; "" takes one of `WELL`.
        badly: Why, when it moves the wrong way; "" takes one of `BADLY`.
        action: What is done when the target is missed.
        more: Other columns of the register, by heading.
        quarters: The quarters it is reported in.
        marker: Shown in place of this quarter's figure, or next to it when it is [p].
        silent: Officers do not repeat the figure in their commentary.
    """

    ref: str
    title: str
    service: str
    priority: str
    unit: str
    good: str
    basis: str
    level: float | tuple[float, float, float, float]
    drift: float
    noise: float
    target: str = ""
    decimals: int = 1
    of: int = 0
    well: str = ""
    badly: str = ""
    action: str = ""
    more: dict[str, str] = field(default_factory=dict)
    quarters: tuple[int, ...] = (1, 2, 3, 4)
    marker: str = ""
    silent: bool = False


def _profile(q1: str, q2: str, q3: str, q4: str) -> dict[str, str]:
    return {"Target Q1": q1, "Target Q2": q2, "Target Q3": q3, "Target Q4": q4}


WELL = (
    "The work begun in the spring now shows.",
    "The team is at full strength again.",
    "The new way of working has settled in.",
    "Managers now look at every open case each week.",
)
BADLY = (
    "Posts stood empty until the end of the quarter.",
    "Demand was higher than in any autumn before.",
    "The change of system in October cost two weeks.",
    "Sickness in the team held the work up.",
)
_ENGLAND = {"Comparator": "England", "Comparator vintage": "2020/21"}
_REGION = {"Comparator": "Region", "Comparator vintage": "2020/21"}
_SMALL = {"Suppress small numbers": "Yes"}
_SICKNESS = "Working days lost to sickness absence for each full-time employee"

# A measure reads better in three lines than in fifteen.
# fmt: off
ADULT_SOCIAL_CARE = (
    Spec("ASC.01", "Older people still at home 91 days after leaving hospital into reablement",
         "Reablement", HEALTH, "percent", "higher", "in period", 81.5, 0.3, 1.8, "84%", of=180,
         well="Therapists now visit on the first day at home.",
         badly="More people left hospital with complex needs.",
         action="Weekly review of everyone in reablement with the hospital's discharge team.",
         more={**_ENGLAND, "Comparator value": "82%"}),
    Spec("ASC.02", "Permanent admissions of people aged 65 and over to care homes, per 100,000",
         "Assessment", HEALTH, "rate per 100,000", "lower", "cumulative", (131, 262, 398, 548), -2,
         6, "520", of=64_200, well="Extra care flats opened in the summer.",
         badly="Home care providers handed back packages.",
         action="A panel looks at every request before a placement is agreed.",
         more=_profile("130", "260", "390", "520")),
    Spec("ASC.03", "People with long-term support whose care was reviewed in the last year",
         "Assessment", HEALTH, "percent", "higher", "rolling 12 months", 68.0, 0.9, 1.0, "75%",
         of=3_150, more={"Tolerance": "3"},
         action="A temporary team of three reviews the oldest cases first."),
    Spec("ASC.04", "Safeguarding concerns received", "Safeguarding", HEALTH, "count", "neutral",
         "in period", 640, 9, 35, decimals=0),
    Spec("ASC.05", "Safeguarding enquiries in which the person's wishes were met in full or part",
         "Safeguarding", HEALTH, "percent", "higher", "in period", 92.0, 0.2, 1.4, "95%", of=210,
         more={"Tolerance": "2%"}),
    Spec("ASC.06", "Average days from first contact to a completed assessment", "Assessment",
         HEALTH, "days", "lower", "in period", 31.5, -0.4, 2.0, "28", more={"Tolerance": "2"},
         action="Simple assessments are now done by telephone."),
    Spec("ASC.07", "People waiting more than 28 days for home care", "Commissioning", HEALTH,
         "count", "lower", "snapshot", 34, 1.5, 5, "20", decimals=0,
         badly="Two providers could not recruit.",
         action="A new framework with eleven providers starts in February."),
    Spec("ASC.08", "Serious incidents in commissioned care", "Commissioning", HEALTH, "count",
         "lower", "in period", 3, 0, 2.4, "0", decimals=0, silent=True, more=_SMALL,
         well="Providers report sooner and incidents are caught before they grow.",
         badly="Each incident has been reviewed with the provider."),
    Spec("ASC.09", "Quality of life of people with long-term support (score out of 24)",
         "Assessment", HEALTH, "score", "higher", "annual", 18.7, 0.05, 0.2, "19.1", quarters=(3,),
         more={**_ENGLAND, "Comparator value": "19.1"},
         badly="Fewer people said that they have as much contact with others as they like."),
    Spec("ASC.10", "People with long-term support who have a direct payment", "Assessment", HEALTH,
         "percent", "higher", "snapshot", 26.2, 0.35, 0.5, "28%", of=2_480),
)

HOUSING = (
    Spec("HOU.01", "Average days to let an empty council home again", "Lettings", HOMES, "days",
         "lower", "in period", 33.0, -0.5, 2.5, "28", more={"Tolerance": "10%"},
         well="Repairs and viewings now overlap.",
         badly="A shortage of plasterers held up repairs.",
         action="A second contractor works on homes that need a new kitchen."),
    Spec("HOU.02", "Rent collected as a share of the rent due", "Income", HOMES, "percent",
         "higher", "cumulative", (94.8, 96.2, 97.0, 98.6), 0.05, 0.4, "98.5%", of=21_400_000,
         more=_profile("95%", "96.5%", "97.5%", "98.5%")),
    Spec("HOU.03", "Emergency repairs completed within 24 hours", "Repairs", HOMES, "percent",
         "higher", "in period", 97.2, 0.1, 1.0, "98%", of=1_900, more={"Floor": "95%"}),
    Spec("HOU.04", "Households whose homelessness was prevented or relieved", "Housing options",
         HOMES, "percent", "higher", "in period", 52.0, 0.6, 2.5, "55%", of=260),
    Spec("HOU.05", "Households in temporary accommodation, per 1,000 households", "Housing options",
         HOMES, "rate per 1,000", "lower", "snapshot", 1.35, 0.04, 0.08, "1.50", decimals=2,
         of=128_000, badly="Private rents rose faster than housing allowances.",
         action="Twelve homes have been leased for families."),
    Spec("HOU.06", "Families in bed and breakfast for more than six weeks", "Housing options",
         HOMES, "count", "lower", "snapshot", 4, 0.2, 2.2, "0", decimals=0, more=_SMALL,
         badly="Every family has a named officer."),
    Spec("HOU.07", "Council homes with a gas safety certificate that is in date", "Repairs", HOMES,
         "percent", "higher", "snapshot", 99.86, 0.01, 0.1, "100%", decimals=2, of=20_950,
         more={"Floor": "99.5%"}, badly="Tenants who shield asked for later appointments."),
    Spec("HOU.08", "Affordable homes completed", "Development", HOMES, "count", "higher",
         "cumulative", (22, 51, 88, 131), 1, 6, "140", decimals=0,
         more=_profile("25", "60", "100", "140"),
         action="Two sites that stood still for want of bricks finish in March."),
    Spec("HOU.09", "Arrears of current tenants", "Income", MONEY, "currency", "lower", "snapshot",
         1_820_000, 14_000, 40_000, "1900000", decimals=0),
    Spec("HOU.10", "Tenants satisfied with the service overall", "Tenancy services", HOMES,
         "percent", "higher", "annual", 78.0, 0.1, 1.5, "80%", quarters=(3,), of=1_040,
         more={**_REGION, "Comparator value": "77.4%"}),
    Spec("HR.01", _SICKNESS, "Human resources", MONEY, "days", "lower", "rolling 12 months", 9.4,
         0.05, 0.3, "9.0", more={"Tolerance": "0.5"}),
)

PLACE_DIRECTORATE = (
    Spec("PLA.01", "Household waste that is recycled or composted", "Waste", PLACE, "percent",
         "higher", "rolling 12 months", 43.5, 0.35, 0.5, "46%", of=118_000,
         more={**_ENGLAND, "Comparator value": "43.8%"}),
    Spec("PLA.02", "Collections missed, per 100,000", "Waste", PLACE, "rate per 100,000", "lower",
         "in period", 62.0, -0.8, 7.0, "55", of=3_140_000,
         badly="A shortage of drivers doubled up rounds in November.",
         action="Agency drivers until eight trainees have their licence."),
    Spec("PLA.03", "Fly-tips cleared within two working days", "Street scene", PLACE, "percent",
         "higher", "in period", 91.0, 0.2, 2.0, "93%", of=880),
    Spec("PLA.04", "Major planning applications decided in time", "Planning", HOMES, "percent",
         "higher", "in period", 86.0, 0.4, 5.0, "88%", of=22,
         more={"Tolerance": "5", "Floor": "60%"}),
    Spec("PLA.05", "Minor planning applications decided in time", "Planning", HOMES, "percent",
         "higher", "in period", 82.0, 0.2, 3.0, "85%", of=118, more={"Tolerance": "5"}),
    Spec("PLA.06", "Principal roads where maintenance should be considered", "Highways", PLACE,
         "percent", "lower", "annual", 3.4, 0.02, 0.2, "3%", quarters=(4,), marker="[z]"),
    Spec("PLA.07", "People killed or seriously injured on the council's roads", "Highways", PLACE,
         "count", "lower", "rolling 12 months", 84, -0.8, 4, "75", decimals=0, marker="[p]",
         well="The speed limit outside twelve schools came down.",
         badly="Traffic is back where it was two years ago."),
    Spec("PLA.08", "Dangerous potholes made safe within 24 hours", "Highways", PLACE, "percent",
         "higher", "in period", 95.5, 0.2, 2.0, "97%", of=410),
    Spec("PLA.09", "Average days to mend a street light", "Highways", PLACE, "days", "lower",
         "in period", 5.6, -0.1, 0.7, "5", badly="Parts came late from the supplier."),
    Spec("PLA.10", "Footfall in the town centres (score, 2019/20 = 100)", "Regeneration", MONEY,
         "score", "neutral", "in period", 71.0, 2.0, 4.0),
    Spec("PLA.11", "Visits to the country parks, share of the car parks filled at weekends",
         "Parks", HEALTH, "percent", "range", "in period", 74.0, 0.5, 4.0, of=9_600,
         more={"Range low": "60%", "Range high": "85%"}),
    Spec("HR.01", _SICKNESS, "Human resources", MONEY, "days", "lower", "rolling 12 months", 11.8,
         -0.05, 0.3, "10.5", more={"Tolerance": "0.5"},
         action="Occupational health holds a clinic at the depot each week."),
)

FINANCE = (
    Spec("FIN.01", "Council tax collected", "Revenues", MONEY, "percent", "higher", "cumulative",
         (28.1, 55.6, 82.9, 96.6), 0.04, 0.3, "97%", decimals=2, of=141_000_000,
         more=_profile("28.5%", "56%", "83.4%", "97%")),
    Spec("FIN.02", "Business rates collected", "Revenues", MONEY, "percent", "higher", "cumulative",
         (26.4, 53.1, 79.8, 96.9), 0.05, 0.6, "97.5%", decimals=2, of=62_000_000,
         more=_profile("27%", "54%", "81%", "97.5%"),
         badly="Reliefs for shops and pubs ended, and bills went out again in the summer."),
    Spec("FIN.03", "Forecast of the year's net spending against budget", "Finance", MONEY,
         "currency", "closest", "snapshot", 1_450_000, -60_000, 180_000, "0", decimals=0,
         more={"Tolerance": "500000"}, badly="Placements cost more than was planned.",
         action="Each directorate brings its own savings to the January board."),
    Spec("FIN.04", "Invoices paid within 30 days", "Exchequer", MONEY, "percent", "higher",
         "in period", 94.5, 0.15, 0.8, "95%", of=18_700),
    Spec("FIN.05", "General reserve as a share of the net budget", "Finance", MONEY, "percent",
         "range", "snapshot", 6.4, -0.05, 0.15, decimals=2,
         more={"Range low": "5%", "Range high": "10%"}),
    Spec("FIN.06", "Capital programme spent", "Finance", MONEY, "percent", "closest", "cumulative",
         (13, 31, 52, 84), 0.1, 3.0, "90%", more=_profile("15%", "40%", "65%", "90%"),
         badly="Contractors could not get materials.",
         action="Three schemes move into next year's programme."),
    Spec("FIN.07", "Average days to decide a new claim for housing benefit", "Benefits", HOMES,
         "days", "lower", "in period", 19.5, -0.2, 1.5, "18"),
    Spec("FIN.08", "Calls answered by the contact centre within 60 seconds", "Customer services",
         MONEY, "percent", "higher", "in period", 71.0, 0.6, 4.0, "75%", of=64_000,
         badly="Calls about bills reached twice the usual number in October."),
    Spec("FIN.09", "Satisfaction with the contact centre (score, 1 to 5)", "Customer services",
         MONEY, "score", "higher", "in period", 4.1, 0.02, 0.1, "4.2", decimals=2),
    Spec("FIN.10", "Requests for information answered within 20 working days", "Governance", MONEY,
         "percent", "higher", "in period", 88.0, 0.3, 2.5, "90%", of=310, marker="[p]"),
    Spec("FIN.11", "Benefit fraud cases sent to court", "Audit", MONEY, "count", "neutral",
         "in period", 3, 0.1, 2.0, decimals=0, silent=True, more=_SMALL),
)

PUBLIC_HEALTH = (
    Spec("PH.01", "People who had stopped smoking after four weeks, per 100,000 smokers",
         "Stop smoking", HEALTH, "rate per 100,000", "higher", "in period", 540, 6, 40, "600",
         decimals=0),
    Spec("PH.02", "NHS Health Checks received by those invited", "Prevention", HEALTH, "percent",
         "higher", "in period", 38.0, 0.8, 3.0, "45%", of=3_900),
    Spec("PH.03", "Conceptions under 18, per 1,000 young women", "Sexual health", HEALTH,
         "rate per 1,000", "lower", "rolling 12 months", 16.8, -0.2, 0.7, "16",
         more={**_ENGLAND, "Comparator value": "13.0"}),
    Spec("PH.04", "Admissions for self-harm at ages 10 to 24, per 10,000", "Mental health", HEALTH,
         "rate per 10,000", "lower", "rolling 12 months", 44.0, -0.3, 1.5, "42"),
    Spec("PH.05", "People who completed drug treatment and did not come back", "Recovery", HEALTH,
         "percent", "higher", "rolling 12 months", 5.9, 0.05, 0.4, "6.5%", of=940),
    Spec("PH.06", "New cases of tuberculosis", "Health protection", HEALTH, "count", "lower",
         "in period", 4, 0, 2.4, "3", decimals=0, silent=True, more=_SMALL),
    Spec("PH.07", "Infants breastfed at six to eight weeks", "Health visiting", HEALTH, "percent",
         "higher", "in period", 39.5, 0.2, 1.5, "42%", of=840),
    Spec("PH.08", "Chlamydia found, per 100,000 people aged 15 to 24", "Sexual health", HEALTH,
         "rate per 100,000", "range", "rolling 12 months", 1_890, 6, 60, decimals=0,
         more={"Range low": "1900", "Range high": "2600"}),
)

# fmt: on
#: Short name of the files, name of the directorate, its measures.
DIRECTORATES: tuple[tuple[str, str, tuple[Spec, ...]], ...] = (
    ("adult_social_care", "Adult Social Care (invented figures)", ADULT_SOCIAL_CARE),
    ("finance", "Finance and Customer Services (invented figures)", FINANCE),
    ("housing", "Housing (invented figures)", HOUSING),
    ("place", "Place (invented figures)", PLACE_DIRECTORATE),
    ("public_health", "Public Health (invented figures)", PUBLIC_HEALTH),
)
#: Whose return is late: a workbook with nothing typed into it yet.
LATE = ("public_health",)
