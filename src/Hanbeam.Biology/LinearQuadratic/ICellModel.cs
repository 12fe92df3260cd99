using Hanbeam.Physics.Ions;

namespace Hanbeam.Biology.LinearQuadratic;

/// <summary>A cell line under a biophysical model: from an ion and its LET to the coefficients of survival. Knows no field, no fraction, no reference radiation.</summary>
public interface ICellModel
{
    /// <summary>Computes the effect of an ion; nothing is interpolated.</summary>
    /// <param name="ion">The ion.</param>
    /// <param name="E">Kinetic energy, MeV/u.</param>
    /// <param name="letKeVPerUm">Its unrestricted LET in unit-density water, keV/µm.</param>
    IonEffect Effect(Ion ion, double E, double letKeVPerUm);
}
