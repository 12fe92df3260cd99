using Hanbeam.Dose.BeamModels;
using Hanbeam.Numerics.Work;
using Hanbeam.Tests;
using Hanbeam.Treatment.Machines;

namespace Hanbeam.Verification.Dose;

/// <summary>Pencil beams made for a comparison, and readings of a depth curve.</summary>
internal static class DepthCurve
{
    public static EnergyBeamData Beam(double energyMeVPerU, BeamLine line, bool ripple)
    {
        var machine = GenericSynchrotron.Create([energyMeVPerU]);
        RippleFilter? filter = ripple ? machine.RippleFilter : null;
        return BeamModelGenerator.Generate(machine with { RippleFilter = filter }, line, new WorkContext(1)).Energies[0];
    }

    /// <summary>Linear interpolation.</summary>
    public static double At(IReadOnlyList<double> x, IReadOnlyList<double> y, double at)
    {
        var i = 1;
        while (i < x.Count - 1 && x[i] < at) i++;
        return y[i - 1] + (y[i] - y[i - 1]) * (at - x[i - 1]) / (x[i] - x[i - 1]);
    }

    /// <summary>Distance between the two sides of the peak at a fraction of its height, mm.</summary>
    public static double Width(EnergyBeamData beam, double fraction)
    {
        var peak = Array.IndexOf(beam.IntegralDose, beam.IntegralDose.Max());
        var level = fraction * beam.IntegralDose[peak];
        var i = peak;
        while (beam.IntegralDose[i - 1] > level) i--;
        var share = (beam.IntegralDose[i] - level) / (beam.IntegralDose[i] - beam.IntegralDose[i - 1]);
        return BeamModelGenerator.DistalDepthMm(beam, fraction) - (beam.DepthMm[i] - share * (beam.DepthMm[i] - beam.DepthMm[i - 1]));
    }

    /// <summary>Ions per primary of one charge at each depth of the spectra.</summary>
    public static double[] Yield(FluenceSpectra spectra, int charge)
    {
        var bins = spectra.EnergyEdgesMeVPerU.Length - 1;
        var depths = spectra.DepthMm.Length;
        var yield = new double[depths];
        for (var i = 0; i < spectra.IonsPerPrimary.Length; i++)
        {
            if (spectra.Species[i / bins / depths].Z == charge) yield[i / bins % depths] += spectra.IonsPerPrimary[i];
        }

        return yield;
    }
}
