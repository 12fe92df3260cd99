using Hanbeam.Dose.BeamModels;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Stopping;
using Hanbeam.Tests;
using Hanbeam.Verification.Claims;
using Xunit;

namespace Hanbeam.Verification.Dose;

public sealed class RangeOfEveryEnergy_IsTheTablesLessNozzleAndFilter
{
    [Fact]
    public void WithoutRippleFilter_DistalEightyPercent_IsTheMeanRange()
    {
        var claim = Claim.Of(this, "Without a ripple filter the distal 80 % of the depth dose lies at the csda range less the nozzle.", "The mean range is where the dose has fallen to 80 % [Bortfeld1997]; csda ranges of our own table");
        foreach (var energy in new[] { 80, 200, 290, 430 })
        {
            var measured = BeamModelGenerator.DistalDepthMm(DepthCurve.Beam(energy, GenericSynchrotron.Line, ripple: false), 0.8);
            claim.Within($"{energy} MeV/u", measured, RangeTable.Of(Ion.Carbon12).RangeMm(energy) - GenericSynchrotron.Line.NozzleWaterEquivalentMm, 0.2, "mm", "one step of the depth grid");
        }

        claim.Conclude();
    }

    [Fact]
    public void GenericSynchrotron_DistalEightyPercent_FollowsTheRangeTable()
    {
        var claim = Claim.Of(this, "For every energy of generic-synchrotron the distal 80 % of the depth dose lies at the csda range less nozzle (air included) and mean of the ripple filter, to the asymmetry of the widened peak.", "csda ranges of our own table");
        var model = MachineFile.Read(MachineLibrary.Resolve("generic-synchrotron", SourceTree.Path("data")));
        var deviations = model.Energies.Select(beam => BeamModelGenerator.DistalDepthMm(beam, 0.8) - (RangeTable.Of(Ion.Carbon12).RangeMm(beam.EnergyMeVPerU) - GenericSynchrotron.Line.NozzleWaterEquivalentMm - model.Machine.RippleFilter!.MeanWaterEquivalentMm)).ToArray();
        claim.AtLeast("smallest deviation", deviations.Min(), -0.7, "mm", "a peak of uniform spread 3.4 mm has its 80 % up to 0.3·3.4 mm inside of or 0.2·3.4 mm outside of the middle, by how sharp it is");
        claim.AtMost("largest deviation", deviations.Max(), 0.7, "mm", "as above");
        var steps = deviations.Zip(deviations.Skip(1), (a, b) => Math.Abs(b - a)).Max();
        claim.AtMost("largest change of it between neighbouring energies", steps, 0.1, "mm", "half a step of the depth grid near the peak: layers must be evenly spaced");
        claim.Conclude();
    }
}
