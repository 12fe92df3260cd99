using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Dose.PencilBeam;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.App.Output;

/// <summary>
/// Doses of a whole plan, TOTAL over all fractions, on one grid. RBE is evaluated per fraction and then multiplied: with all beams in every
/// fraction on the sum of the beams, with one beam per fraction on each beam alone.
/// </summary>
internal sealed record TotalDose
{
    /// <summary>Physical dose, Gy.</summary>
    public required Grid<float> PhysicalGy { get; init; }

    /// <summary>RBE-weighted dose, Gy(RBE), or null without a model.</summary>
    public Grid<float>? RbeGy { get; init; }

    /// <summary>Dose-averaged LET, keV/µm; 0 where no dose.</summary>
    public required Grid<float> LetKeVPerUm { get; init; }

    /// <summary>Dose-averaged alpha, 1/Gy, or null where the model has none.</summary>
    public Grid<float>? AlphaPerGy { get; init; }

    /// <summary>Dose-averaged sqrt(beta), 1/Gy, or null where the model has none.</summary>
    public Grid<float>? SqrtBetaPerGy { get; init; }

    /// <summary>Physical dose of each beam, Gy.</summary>
    public required IReadOnlyList<Grid<float>> BeamsGy { get; init; }

    /// <summary>Adds the beams up.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="beams">Dose of each beam in ONE fraction.</param>
    /// <param name="model">The RBE model, or null.</param>
    /// <param name="work">Threads.</param>
    public static TotalDose Of(Plan plan, IReadOnlyList<DoseCubes> beams, IRbeModel? model, WorkContext work)
    {
        var grid = beams[0].Dose.Geometry;
        var fractions = plan.Beams.Select(plan.FractionsOf).ToArray();
        var effect = model is { NeedsEffect: true };
        var (dose, let) = (new Grid<float>(grid), new Grid<float>(grid));
        var (alpha, sqrtBeta) = effect ? (new Grid<float>(grid), new Grid<float>(grid)) : (null, null);
        var rbe = model is null ? null : new Grid<float>(grid);
        var options = new ParallelOptions { MaxDegreeOfParallelism = work.Threads };
        Parallel.For(0, grid.Nz, options, slice =>
        {
            for (var voxel = grid.Index(0, 0, slice); voxel < grid.Index(0, 0, slice) + grid.Nx * grid.Ny; voxel++)
            {
                var sum = default(Sums);
                var weighted = 0.0;
                for (var n = 0; n < beams.Count; n++)
                {
                    var beam = Sums.At(beams[n], voxel);
                    sum += fractions[n] * beam;
                    if (plan.Delivery == DeliveryScheme.OneBeamPerFraction) weighted += fractions[n] * beam.Weighted(model);
                }

                if (!(sum.Dose > 0)) continue;
                if (plan.Delivery == DeliveryScheme.AllBeams) weighted = plan.Fractions * (1.0 / plan.Fractions * sum).Weighted(model);
                (dose.Values[voxel], let.Values[voxel]) = ((float)sum.Dose, (float)(sum.Let / sum.Dose));
                if (rbe is not null) rbe.Values[voxel] = (float)weighted;
                if (alpha is not null) alpha.Values[voxel] = (float)(sum.Alpha / sum.Dose);
                if (sqrtBeta is not null) sqrtBeta.Values[voxel] = (float)(sum.SqrtBeta / sum.Dose);
            }
        });

        return new TotalDose
        {
            PhysicalGy = dose,
            RbeGy = rbe,
            LetKeVPerUm = let,
            AlphaPerGy = alpha,
            SqrtBetaPerGy = sqrtBeta,
            BeamsGy = [.. beams.Select((cubes, n) => Scaled(cubes.Dose, fractions[n]))],
        };
    }

    private static Grid<float> Scaled(Grid<float> grid, int factor) => factor == 1 ? grid : new(grid.Geometry, Array.ConvertAll(grid.Values, value => factor * value));

    private readonly record struct Sums(double Dose, double Alpha, double SqrtBeta, double Let)
    {
        public static Sums At(DoseCubes cubes, int voxel) =>
            new(cubes.Dose.Values[voxel], cubes.AlphaDose.Values[voxel], cubes.SqrtBetaDose.Values[voxel], cubes.LetDose.Values[voxel]);

        public double Weighted(IRbeModel? model) => model is null || !(Dose > 0) ? 0 : model.Evaluate(Dose, Alpha, SqrtBeta).GyRbe;

        public static Sums operator +(Sums a, Sums b) => new(a.Dose + b.Dose, a.Alpha + b.Alpha, a.SqrtBeta + b.SqrtBeta, a.Let + b.Let);

        public static Sums operator *(double s, Sums a) => new(s * a.Dose, s * a.Alpha, s * a.SqrtBeta, s * a.Let);
    }
}
