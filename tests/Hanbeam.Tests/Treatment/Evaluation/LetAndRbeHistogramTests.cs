using Hanbeam.Numerics.Work;
using Hanbeam.Tests.Treatment.Structures;
using Hanbeam.Treatment.Doses;
using Hanbeam.Treatment.Evaluation;
using Hanbeam.Treatment.Structures;
using Xunit;

namespace Hanbeam.Tests.Treatment.Evaluation;

public sealed class LetAndRbeHistogramTests
{
    private static readonly StructureBody Body = StructureBody.Of(
        Polygons.Structure([.. Enumerable.Range(-5, 10).Select(n => Polygons.Rectangle(2 * n + 1, -10, 10, -10, 10))]), 2);

    // Dose only right of x = 0, rising by 1 Gy/mm; a constant LET where there is dose and 0 elsewhere, as the engines write it.
    private static readonly DoseVolume Dose = Doses.Of(Doses.Around(20, 2), place => Math.Max(0, place.X)) with { Fractions = 4 };
    private static readonly DoseVolume Let = Doses.Of(Doses.Around(20, 2), place => place.X > 0 ? 50 : 0) with { Quantity = DoseQuantity.Let };

    [Fact]
    public void Let_CountsWhereThereIsDose_AndIsNotPulledDownByVoxelsWithout()
    {
        var dvh = DoseVolumeHistogram.CreateLet(Body, Let, Dose, 1);
        Assert.Equal(("keV/µm", 1.0), (dvh.Unit, dvh.MinDoseGy!.Value));
        Assert.Equal((50.0, 50.0), (Math.Round(dvh.Min, 4), Math.Round(dvh.Max, 4)));
        Assert.Equal(20 * 20 * 9 / 1000.0, dvh.VolumeCc, 1e-6); // 1 to 10 mm
        Assert.Equal(8, dvh.StructureVolumeCc, 1e-9);
    }

    [Fact]
    public void Rbe_IsTheRatioOfInterpolatedDoses()
    {
        // RBE-weighted dose 2·d + 5 Gy where d ≥ 2 Gy: RBE is 2 + 5/d, from 4.5 at 2 Gy to 2.5 at 10 Gy.
        var weighted = Doses.Of(Doses.Around(20, 2), place => place.X > 0 ? 2 * place.X + 5 : 0) with { Quantity = DoseQuantity.RbeWeightedDose, RbeModel = "mmkm-qst" };
        var dvh = DoseVolumeHistogram.CreateRbe(Body, weighted, Dose, 2);
        Assert.Equal((DoseQuantity.Rbe, "", "mmkm-qst"), (dvh.Quantity, dvh.Unit, dvh.RbeModel));
        Assert.Equal(2.5, dvh.Min, 1e-6);
        Assert.Equal(4.5, dvh.Max, 1e-6);
        Assert.Equal(50, dvh.VolumePercentAtDose(2 + 5.0 / 6), 1); // 6 mm is the middle; within a piece of 2 mm the ratio is taken as linear
    }

    [Fact]
    public void WhatDoesNotFit_IsRefused()
    {
        Assert.Contains("nowhere 30 Gy", Refused(() => DoseVolumeHistogram.CreateLet(Body, Let, Dose, 30)), StringComparison.Ordinal);
        Assert.Contains("Let is needed", Refused(() => DoseVolumeHistogram.CreateLet(Body, Dose, Dose, 1)), StringComparison.Ordinal);
        Assert.Contains("PhysicalDose is needed", Refused(() => DoseVolumeHistogram.CreateLet(Body, Let, Let, 1)), StringComparison.Ordinal);
        var coarser = Doses.Of(Doses.Around(20, 3), _ => 1);
        Assert.Contains("one grid", Refused(() => DoseVolumeHistogram.CreateLet(Body, Let, coarser, 1)), StringComparison.Ordinal);
        var weighted = Dose with { Quantity = DoseQuantity.RbeWeightedDose, Extent = DoseExtent.PerFraction };
        Assert.Contains("per fraction", Refused(() => DoseVolumeHistogram.CreateRbe(Body, weighted, Dose, 1)), StringComparison.Ordinal);
    }

    private static string Refused(Action create) => Assert.Throws<InputException>(create).Message;
}
