using Hanbeam.App.Output;
using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Dose.PencilBeam;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Plans;
using Xunit;

namespace Hanbeam.Tests.App;

public sealed class TotalDoseTests
{
    private static readonly GridGeometry Geometry = new(default, new Vector3d(1, 1, 1), 2, 1, 1);

    // Voxel 0 gets both beams, voxel 1 nothing. Per fraction: d = 1 and 2 Gy, alpha 0.5 and 1, sqrt(beta) 0.2 and 0.3, LET 10 and 40.
    private static readonly DoseCubes[] Beams = [Cubes(1, 0.5, 0.2, 10), Cubes(2, 1, 0.3, 40)];

    [Fact]
    public void Of_AllBeams_WeighsTheSumOfOneFraction()
    {
        var total = TotalDose.Of(Plan(DeliveryScheme.AllBeams, null, null), Beams, new SquareModel(), WorkContext.Default);
        Assert.Equal(5 * 3, total.PhysicalGy.Values[0], 1e-5);
        Assert.Equal(5 * 3 * 3, total.RbeGy!.Values[0], 1e-4);
    }

    [Fact]
    public void Of_OneBeamPerFraction_WeighsEachBeamAlone()
    {
        var total = TotalDose.Of(Plan(DeliveryScheme.OneBeamPerFraction, 3, 2), Beams, new SquareModel(), WorkContext.Default);
        Assert.Equal(3 * 1 + 2 * 2, total.PhysicalGy.Values[0], 1e-5);
        Assert.Equal(3 * 1 + 2 * 4, total.RbeGy!.Values[0], 1e-5);
        Assert.Equal([3, 4], total.BeamsGy.Select(beam => (int)Math.Round(beam.Values[0])));
    }

    [Fact]
    public void Of_TwoBeams_AveragesEffectAndLetOverDose()
    {
        var total = TotalDose.Of(Plan(DeliveryScheme.AllBeams, null, null), Beams, new SquareModel(), WorkContext.Default);
        Assert.Equal((1 * 0.5 + 2 * 1) / 3, total.AlphaPerGy!.Values[0], 1e-6);
        Assert.Equal((1 * 0.2 + 2 * 0.3) / 3, total.SqrtBetaPerGy!.Values[0], 1e-6);
        Assert.Equal((1 * 10 + 2 * 40) / 3.0, total.LetKeVPerUm.Values[0], 1e-4);
        Assert.Equal((0, 0, 0), (total.PhysicalGy.Values[1], total.LetKeVPerUm.Values[1], total.RbeGy!.Values[1]));
    }

    [Fact]
    public void Of_NoModel_HasNoWeightedDose()
    {
        var total = TotalDose.Of(Plan(DeliveryScheme.AllBeams, null, null), Beams, null, WorkContext.Default);
        Assert.Null(total.RbeGy);
        Assert.Null(total.AlphaPerGy);
        Assert.Null(total.SqrtBetaPerGy);
    }

    private static DoseCubes Cubes(float dose, double alpha, double sqrtBeta, double let)
    {
        Grid<float> Grid(double value) => new(Geometry, [(float)value, 0]);
        return new DoseCubes(Grid(dose), Grid(alpha * dose), Grid(sqrtBeta * dose), Grid(let * dose));
    }

    private static Plan Plan(DeliveryScheme delivery, int? first, int? second)
    {
        PlanBeam Beam(int number, int? fractions) => new() { Number = number, GantryDeg = 0, CouchDeg = 0, Isocenter = default, Layers = [], Fractions = fractions };
        return new Plan { Name = "", MachineName = "", Fractions = 5, Delivery = delivery, Beams = [Beam(1, first), Beam(2, second)] };
    }

    // Weighted dose of one fraction = d²: shows at once whether beams were added before or after.
    private sealed class SquareModel : IRbeModel
    {
        public string Name => "square";

        public bool NeedsEffect => true;

        public double Alpha(int Z, int A, double E) => 0;

        public double SqrtBeta(int Z, int A, double E) => 0;

        public RbeWeightedDose Evaluate(double doseGy, double alphaDose, double sqrtBetaDose) => new(doseGy * doseGy, 2 * doseGy, 0, 0);
    }
}
