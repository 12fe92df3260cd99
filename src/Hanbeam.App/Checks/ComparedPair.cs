using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Doses;
using Hanbeam.Treatment.Evaluation.Gamma;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.App.Checks;

/// <summary>One quantity of the plan and from Monte Carlo.</summary>
/// <param name="Name"><c>physical</c> or <c>rbe</c>.</param>
/// <param name="Planned">In the plan.</param>
/// <param name="Calculated">From Monte Carlo.</param>
internal sealed record ComparedPair(string Name, DoseVolume Planned, DoseVolume Calculated)
{
    private const double ThresholdPercent = 10; // [Miften2018]

    /// <summary>The greatest dose of the plan, which per cent refer to: that of Monte Carlo is the highest of many values with noise.</summary>
    public double GreatestPlanned { get; } = Planned.Values.Values.Max();

    /// <summary>Standard uncertainty of Monte Carlo by voxel, in the unit of the doses.</summary>
    public required Grid<float> Uncertainty { get; init; }

    /// <summary>Compares: Monte Carlo is the reference, the plan's dose is judged.</summary>
    /// <param name="dosePercent">Dose criterion, per cent of the plan's greatest dose.</param>
    /// <param name="distanceMm">Distance criterion, mm.</param>
    /// <param name="targets">The targets.</param>
    /// <param name="work">Threads and cancellation.</param>
    public (GammaEntry Entry, GammaResult Result) Gamma(double dosePercent, double distanceMm, IEnumerable<VoxelMembership> targets, WorkContext work)
    {
        // GammaIndex takes per cent of the reference's greatest dose.
        var scale = GreatestPlanned / Calculated.Values.Values.Max();
        var criteria = new GammaCriteria { DosePercent = Math.Min(100, dosePercent * scale), DistanceMm = distanceMm, ThresholdPercent = Math.Min(100, ThresholdPercent * scale) };
        var result = GammaIndex.Compare(Calculated, Planned, criteria, work);
        var entry = new GammaEntry(dosePercent, distanceMm, ThresholdPercent, result.PassPercent, result.EvaluatedVoxels, result.MeanGamma, result.MaxGamma)
        {
            HighDose = GammaParts.HighDose(result.Map, Planned.Values, GreatestPlanned),
            Targets = targets.ToDictionary(target => target.Name, target => GammaParts.Target(result.Map, target)),
        };
        return (entry, result);
    }
}
