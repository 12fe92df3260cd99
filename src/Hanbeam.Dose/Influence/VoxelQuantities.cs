namespace Hanbeam.Dose.Influence;

/// <summary>
/// Dose and its dose-weighted companions in a list of voxels, for ONE fraction. Effect and LET are kept as products with dose because
/// only those add over spots and beams.
/// </summary>
public sealed class VoxelQuantities
{
    /// <summary>Makes zeros.</summary>
    /// <param name="count">Number of voxels.</param>
    public VoxelQuantities(int count)
    {
        Dose = new double[count];
        AlphaDose = new double[count];
        SqrtBetaDose = new double[count];
        LetDose = new double[count];
    }

    /// <summary>Physical dose, Gy (in a gradient: derivative by it).</summary>
    public double[] Dose { get; }

    /// <summary>Sum of alpha·dose, dimensionless.</summary>
    public double[] AlphaDose { get; }

    /// <summary>Sum of sqrt(beta)·dose, dimensionless.</summary>
    public double[] SqrtBetaDose { get; }

    /// <summary>Sum of LET·dose, keV/µm·Gy.</summary>
    public double[] LetDose { get; }

    /// <summary>Sets everything to zero.</summary>
    public void Clear()
    {
        Array.Clear(Dose);
        Array.Clear(AlphaDose);
        Array.Clear(SqrtBetaDose);
        Array.Clear(LetDose);
    }
}
