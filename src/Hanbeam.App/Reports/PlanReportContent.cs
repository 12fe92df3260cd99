using SkiaSharp;

namespace Hanbeam.App.Reports;

/// <summary>What the one-page report of a plan says, already in words.</summary>
internal sealed record PlanReportContent
{
    /// <summary>Name of the plan.</summary>
    public required string Title { get; init; }

    /// <summary>Patient, plan, machine, prescription and the like, pair by pair.</summary>
    public required IReadOnlyList<(string Label, string Value)> Facts { get; init; }

    /// <summary>Columns of the table of beams.</summary>
    public required IReadOnlyList<string> BeamColumns { get; init; }

    /// <summary>Rows of the table of beams.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Beams { get; init; }

    /// <summary>Columns of the table of structures.</summary>
    public required IReadOnlyList<string> StructureColumns { get; init; }

    /// <summary>Rows of the table of structures.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Structures { get; init; }

    /// <summary>Draws the planes.</summary>
    public required DosePicture Picture { get; init; }

    /// <summary>The planes shown, beside each other.</summary>
    public required IReadOnlyList<PlaneGeometry> Planes { get; init; }

    /// <summary>What the colours of outlines and curves mean.</summary>
    public required IReadOnlyList<(SKColor Color, string Name)> Legend { get; init; }

    /// <summary>What 100 per cent of the isodoses is.</summary>
    public required string ReferenceDose { get; init; }

    /// <summary>Histograms.</summary>
    public required IReadOnlyList<DvhPlot.Curve> Histograms { get; init; }

    /// <summary>Right end of the histograms' dose axis.</summary>
    public required double MaximumDose { get; init; }

    /// <summary>Quantity and unit of the dose, the RBE model beside it.</summary>
    public required string DoseLabel { get; init; }

    /// <summary>What the user should know, one sentence each.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
