using static Hanbeam.Tests.House.OriginStatus;

namespace Hanbeam.Tests.House;

/// <summary>The report of November 2023, paragraph by paragraph; docs/origin.md is made from it.</summary>
public static class OriginTable
{
    private const string Garden = "A garden matter. The expo planned for 2026 was called off in December 2024.";
    private const string Governors = "A meeting of governors; nothing for software.";

    /// <summary>Row n is paragraph n + 1.</summary>
    public static IReadOnlyList<OriginRow> Rows { get; } =
    [
        new(Context, "The city of Sejong wants to become a medical hub of its region and a quantum city, with the help of Japanese cities and institutes.",
            "Why a centre that is new to ions needs tools it can look into."),
        new(Context, "On 6 November 2023 the mayor told the press what a five-day trip to Japan had brought.", "The report we start from."),
        new(Record, "In Chiba, on the first day, the prefecture and the city agreed to exchange more.", "A commitment between two administrations."),
        new(Record, "Chiba's governor promised to work together on digital matters, medicine and gardens.", "A commitment between two administrations."),
        new(ToCome, "City and prefecture want to be partners who share techniques and experience.", "Signed bundles and agreements between centres (exchange)."),
        new(Record, "Shizuoka's governor and the mayor agreed on exchange in history, culture and gardens.", "History, culture and gardens: no software."),
        new(Record, "Hamamatsu shows flowers every year and was about to hold its twentieth-anniversary exhibition.", Garden),
        new(Record, "The city would send its garden team to learn from twenty years of exhibitions, and invited the governor to its own expo in 2026.", Garden),
        new(Works, "In Yamanashi the mayor saw the power-storage research site of Komekurayama; the two want to work together on smart cities.",
            "A centre's energy and demand, and what a store is for: capacitors level the machine's pulses, a flywheel of Komekurayama's kind or a battery serves sun, tariff and outage.",
            "hanbeam centre power cases/centre-two-or-three-rooms/three-rooms.yaml", "App.Centre.Power.CentrePowerCommandTests.Power_WithAFlywheelOfKomekurayamasKind_SaysWhatItIsFor"),
        new(Works, "At QST Hospital he heard how a heavy-ion centre is brought about, how it is run, and how government supports it.",
            "A centre's years, its rooms, people and beam time, and what a third room would change, from figures that each name their source.",
            "hanbeam centre run cases/centre-two-or-three-rooms/three-rooms.yaml --out out/three-rooms", "App.Centre.CentreCommandTests.Run_TheShippedCase_WritesItsFolder"),
        new(Works, "QST Hospital in Chiba was the first to treat with heavy ions and leads in the field.",
            "Plans are made in QST's own terms: the clinical dose of its modified MKM, tabulated by our code from the formulas.",
            "hanbeam rbe table mmkm-qst", "App.ContractTests.RbeTable_OfTheClinicalModel_HasItsColumns"),
        new(ToCome, "Its director offered advice on the accelerator and exchange between QST's staff and the city's hospitals.",
            "Consultations on a plan and training cases (exchange)."),
        new(Context, "The mayor also met the head of new technology at Toshiba's energy company, which has built such facilities.", "See the next paragraph."),
        new(Works, "Toshiba's head of new technology advised on bringing in the machine and agreed to help with the city's cancer centre.",
            "A machine as a list of figures, each with its source or marked as assumed: what to ask a maker, and what a plan depends on.",
            "hanbeam machine show generic-synchrotron", "App.ContractTests.MachineShow_OfTheGenericSynchrotron_NamesSourcesAndAssumptions"),
        new(Record, "The president of Nara Medical University proposed joint research on medical devices for an ageing population.",
            "Hearing aids and the like, not ion beams; no software of ours."),
        new(Context, "The mayor saw as the result a network of medical partners abroad, the accelerator among its subjects.", "What the exchange is for."),
        new(Works, "With this the city goes on to found a cancer centre with a heavy-ion accelerator.",
            "Its main job, in one command: from CT and contours to a carbon plan in DICOM.",
            "hanbeam demo", "Samples.PythonSampleTests.PlanFolder_ReadByNumpyAlone_AgreesWithItself"),
        new(ToCome, "At RIKEN he heard about Japan's first quantum computer and spoke of joint research and exchange of people.",
            "A bench that poses our selection problems to quantum solvers and to classical ones, with one honest table (select)."),
        new(Record, "RIKEN's president shared the city's view on quantum research and the training of people.", "A commitment between two institutions."),
        new(Record, "The city wants to lead Korea, Japan and the United States in an industry of quantum computing.", "An aim of the city."),
        new(Record, "On 1 November the governors of both countries held their seventh meeting.", Governors),
        new(Record, "Five from Korea and eleven from Japan attended.", Governors),
        new(Record, "There the mayor presented the building of Sejong as a case of balanced development.", Governors),
        new(Record, "He told how the city began and grew, and that its relief of the capital may be of use to Japan.", Governors),
        new(Context, "The mayor closed with the wish for a world-wide network in digital techniques, medicine, quantum technology and gardens, and for co-operation on heavy ions and quantum industry.",
            "The four parts of Hanbeam: plan, prove, run, learn together."),
    ];
}
