using Hanbeam.Planning.Optimization;
using Hanbeam.Treatment.Plans;
using Xunit;

namespace Hanbeam.Tests.Planning.Optimization;

public sealed class WarmStartTests
{
    [Fact]
    public void Of_TheSamePlan_GivesBackItsIons()
    {
        var plan = Plan(Beam(0, 4));
        var warnings = new List<string>();
        Assert.Equal(plan.Beams[0].Layers.SelectMany(layer => layer.Particles), WarmStart.Of(plan, plan.Beams, warnings)[0]);
        Assert.Empty(warnings);
    }

    [Fact]
    public void Of_AFinerPlan_KeepsEveryIon()
    {
        var plan = Plan(Beam(0, 4));
        Assert.Equal(plan.Beams[0].Particles, WarmStart.Of(plan, [Beam(0, 2)], [])[0].Sum(), 1e-6);
    }

    [Fact]
    public void Of_AnIsocentreElsewhere_FindsTheSamePlaces()
    {
        var plan = Plan(Beam(0, 4));
        var moved = Beam(0, 4, new PatientPoint(4, 0, 0)); // the beam's axis now runs where the second column was
        var ions = WarmStart.Of(plan, [moved], [])[0];
        Assert.Equal(plan.Beams[0].Layers[0].Particles[1], ions[0]);
    }

    [Fact]
    public void Of_ABeamFromElsewhere_IsNotUsed_AndSaid()
    {
        var warnings = new List<string>();
        Assert.All(WarmStart.Of(Plan(Beam(90, 4)), [Beam(0, 4)], warnings)[0], ions => Assert.Equal(0, ions));
        Assert.StartsWith("Only 0 % of the ions", Assert.Single(warnings), StringComparison.Ordinal);
    }

    private static Plan Plan(PlanBeam beam) => new() { Name = "", MachineName = "", IonZ = 6, IonA = 12, Fractions = 1, Beams = [beam] };

    private static PlanBeam Beam(double gantryDeg, double stepMm, PatientPoint isocentre = default) => new()
    {
        Number = 1, GantryDeg = gantryDeg, CouchDeg = 0, Isocenter = isocentre,
        Layers = [.. new[] { 200.0, 190, 180 }.Select(energy => new EnergyLayer
        {
            EnergyMeVPerU = energy,
            XMm = [.. Positions(stepMm)],
            YMm = [.. Positions(stepMm).Select(_ => 0.0)],
            Particles = [.. Positions(stepMm).Select((_, n) => (n + 1) * energy)],
        })],
    };

    private static IEnumerable<double> Positions(double stepMm) => Enumerable.Range(0, (int)(16 / stepMm) + 1).Select(n => n * stepMm);
}
