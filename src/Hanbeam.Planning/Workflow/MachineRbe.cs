using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Planning.Workflow;

/// <summary>Joins an RBE model with a machine: a model of the machine's own kernels gets its photon curve from there.</summary>
public static class MachineRbe
{
    /// <summary>The model as it is for a machine.</summary>
    /// <param name="rbe">The model.</param>
    /// <param name="model">The machine's beam model.</param>
    /// <returns>The same model, unless it is one of kernels.</returns>
    /// <exception cref="InputException">The machine file has no kernels of the tissue class, or not the same at all energies.</exception>
    public static IRbeModel For(IRbeModel rbe, BeamModel model)
    {
        if (rbe is not KernelRbe kernels) return rbe;
        var classes = model.Energies.Min(energy => energy.Kernels.Count);
        if (classes < kernels.TissueClass)
            throw new InputException($"machine '{model.Machine.Name}' holds {(classes == 0 ? "no effect kernels" : $"effect kernels of {classes} tissue classes")}, so {rbe.Name} cannot be applied to it");
        var photons = model.Energies.Select(energy => energy.Kernels[kernels.TissueClass - 1]).Select(kernel => new PhotonCurve(kernel.AlphaX, kernel.BetaX)).Distinct().ToList();
        if (photons.Count > 1) throw new InputException($"machine '{model.Machine.Name}' has kernels of tissue class {kernels.TissueClass} with different alphaX or betaX at different energies");
        return kernels.For(photons[0]);
    }
}
