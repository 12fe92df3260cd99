namespace Hanbeam.Planning.Objectives;

/// <summary>
/// What terms and constraints see of a plan: the total RBE-weighted dose over all fractions and the dose-averaged LET in each of the optimisation's voxels and, behind them, the places between them (<see cref="BodyPoints"/>; dose only); or, in a
/// gradient, derivatives by them. Over several error scenarios at once a voxel has a least and a greatest value; in one scenario both are the same array.
/// </summary>
public sealed class VoxelDoses
{
    /// <summary>One value per voxel.</summary>
    /// <param name="totalGyRbe">Total RBE-weighted dose, Gy(RBE).</param>
    /// <param name="letKeVPerUm">Dose-averaged LET of projectile-like ions and secondary protons, keV/µm; empty where no term needs it.</param>
    public VoxelDoses(double[] totalGyRbe, double[]? letKeVPerUm = null)
        : this(totalGyRbe, totalGyRbe, letKeVPerUm ?? [], letKeVPerUm ?? [])
    {
    }

    private VoxelDoses(double[] leastGyRbe, double[] greatestGyRbe, double[] leastLet, double[] greatestLet) =>
        (LeastGyRbe, GreatestGyRbe, LeastLet, GreatestLet) = (leastGyRbe, greatestGyRbe, leastLet, greatestLet);

    /// <summary>The least dose of each voxel, Gy(RBE): what a term that wants dose counts.</summary>
    public double[] LeastGyRbe { get; }

    /// <summary>The greatest dose of each voxel, Gy(RBE): what a term that limits dose counts.</summary>
    public double[] GreatestGyRbe { get; }

    /// <summary>The least LET of each voxel, keV/µm; empty where it is not wanted.</summary>
    public double[] LeastLet { get; }

    /// <summary>The greatest LET of each voxel, keV/µm; empty where it is not wanted.</summary>
    public double[] GreatestLet { get; }

    /// <summary>Whether least and greatest are arrays of their own.</summary>
    public bool IsBand => !ReferenceEquals(LeastGyRbe, GreatestGyRbe);

    /// <summary>Whether LET is there.</summary>
    public bool HasLet => LeastLet.Length > 0;

    /// <summary>Makes zeros.</summary>
    /// <param name="count">Number of voxels.</param>
    /// <param name="withLet">Whether LET is wanted.</param>
    /// <param name="band">Whether least and greatest differ.</param>
    public static VoxelDoses Zeros(int count, bool withLet, bool band)
    {
        var (dose, let) = (new double[count], new double[withLet ? count : 0]);
        return band ? new(dose, new double[count], let, new double[let.Length]) : new(dose, dose, let, let);
    }

    /// <summary>Sets everything to zero.</summary>
    public void Clear()
    {
        Array.Clear(LeastGyRbe);
        Array.Clear(LeastLet);
        if (!IsBand) return;
        Array.Clear(GreatestGyRbe);
        Array.Clear(GreatestLet);
    }
}
