using Hanbeam.App.Machines;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Dose.BeamModels.Specs;
using Hanbeam.Treatment.Machines;

namespace Hanbeam.Tests;

/// <summary>The description data/machines/generic-synchrotron.yaml, and machines of some of its energies.</summary>
internal static class GenericSynchrotron
{
    private static readonly Lazy<MachineSpec> Read = new(() => MachineSpecYaml.Read(SourceTree.Path("data", "machines", "generic-synchrotron.yaml")));

    public static MachineSpec Spec => Read.Value;

    public static BeamLine Line => BeamLine.Of(Spec.Machine);

    public static IReadOnlyList<double> EnergiesMeVPerU() => Spec.EnergiesMeVPerU;

    public static Machine Create(IReadOnlyList<double> energiesMeVPerU) => Spec.Create(energiesMeVPerU);

    public static double SpotSigmaMm(double energyMeVPerU) => SpotOptics.SigmaMm(Spec.Optics, Spec.Optics.X, Spec.Ion, energyMeVPerU, 0);
}
