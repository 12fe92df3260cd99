using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Biology.TrackStructure;
using Hanbeam.Physics;
using Hanbeam.Physics.Ions;

namespace Hanbeam.Biology.Mkm;

/// <summary>A cell line under the microdosimetric kinetic model with Kiefer–Chatterjee tracks [Kase2008], in one of its forms.</summary>
public sealed class MkmCell : ICellModel
{
    private readonly MkmParameters parameters;
    private readonly MkmForm form;

    /// <summary>Makes the model.</summary>
    /// <param name="parameters">The cell line's parameters.</param>
    /// <param name="form">The form.</param>
    public MkmCell(MkmParameters parameters, MkmForm form = MkmForm.Saturated) => (this.parameters, this.form) = (parameters, form);

    /// <inheritdoc/>
    public IonEffect Effect(Ion ion, double E, double letKeVPerUm)
    {
        var track = KieferChatterjee.Track(ion, E, letKeVPerUm);
        var saturation = form == MkmForm.Saturated ? parameters.SaturationGy : double.PositiveInfinity;
        var specificEnergy = DomainSpecificEnergy.DoseMeanGy(track, parameters.DomainRadiusUm, saturation);
        var alpha = parameters.Alpha0PerGy + parameters.BetaPerGy2 * specificEnergy;
        if (form == MkmForm.NonPoisson)
        {
            var traversal = PhysicalConstants.GyUm2PerKeVPerUm * letKeVPerUm / (Math.PI * parameters.NucleusRadiusUm * parameters.NucleusRadiusUm);
            alpha = (1 - Math.Exp(-alpha * traversal)) / traversal;
        }

        return new IonEffect(alpha, parameters.BetaPerGy2, specificEnergy);
    }
}
