namespace Hanbeam.Dose.Influence;

/// <summary>
/// Dose and its dose-weighted companions in a list of voxels, for ONE fraction. Effect and LET are kept as products with dose because
/// only those add over spots and beams.
/// </summary>
public sealed class VoxelQuantities
{
    /// <summary>Makes zeros.</summary>
    /// <param name="count">Number of voxels.</param>
    /// <param name="withLet">Whether LET is wanted; an operator leaves it out where it is not.</param>
    public VoxelQuantities(int count, bool withLet = true)
    {
        Dose = new double[count];
        AlphaDose = new double[count];
        SqrtBetaDose = new double[count];
        LetDose = withLet ? new double[count] : [];
    }

    /// <summary>Physical dose, Gy (in a gradient: derivative by it).</summary>
    public double[] Dose { get; }

    /// <summary>Sum of alpha·dose, dimensionless.</summary>
    public double[] AlphaDose { get; }

    /// <summary>Sum of sqrt(beta)·dose, dimensionless.</summary>
    public double[] SqrtBetaDose { get; }

    /// <summary>Sum of LET·dose, keV/µm·Gy; empty where it is not wanted.</summary>
    public double[] LetDose { get; }

    /// <summary>Whether <see cref="LetDose"/> is wanted.</summary>
    public bool HasLet => LetDose.Length > 0;

    /// <summary>Sets everything to zero.</summary>
    public void Clear()
    {
        Array.Clear(Dose);
        Array.Clear(AlphaDose);
        Array.Clear(SqrtBetaDose);
        Array.Clear(LetDose);
    }
}
