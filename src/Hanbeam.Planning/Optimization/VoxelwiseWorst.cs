using Hanbeam.Planning.Objectives;

namespace Hanbeam.Planning.Optimization;

/// <summary>The least and the greatest dose and LET of each voxel over scenarios, and which scenario they come from: to it goes the gradient [Pflugfelder2008].</summary>
internal sealed class VoxelwiseWorst
{
    private readonly byte[] leastFrom;
    private readonly byte[] greatestFrom;
    private readonly byte[] leastLetFrom;
    private readonly byte[] greatestLetFrom;
    private readonly double[] byDose;
    private readonly double[] byLet;

    public VoxelwiseWorst(int count, bool withLet)
    {
        Doses = VoxelDoses.Zeros(count, withLet, band: true);
        var letCount = withLet ? count : 0;
        (leastFrom, greatestFrom, leastLetFrom, greatestLetFrom) = (new byte[count], new byte[count], new byte[letCount], new byte[letCount]);
        (byDose, byLet) = (new double[count], new double[letCount]);
    }

    /// <summary>The least and the greatest of what was added.</summary>
    public VoxelDoses Doses { get; }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        Array.Fill(Doses.LeastGyRbe, double.PositiveInfinity);
        Array.Fill(Doses.GreatestGyRbe, double.NegativeInfinity);
        Array.Fill(Doses.LeastLet, double.PositiveInfinity);
        Array.Fill(Doses.GreatestLet, double.NegativeInfinity);
    }

    /// <summary>Takes in a scenario; of equals the first counts.</summary>
    public void Add(int scenario, VoxelDoses doses)
    {
        Take((byte)scenario, doses.LeastGyRbe, Doses.LeastGyRbe, leastFrom, Doses.GreatestGyRbe, greatestFrom);
        Take((byte)scenario, doses.LeastLet, Doses.LeastLet, leastLetFrom, Doses.GreatestLet, greatestLetFrom);
    }

    /// <summary>The part of a gradient that goes to a scenario; the arrays are used again by the next call.</summary>
    public (double[] ByDose, double[] ByLet) Share(int scenario, VoxelDoses gradient)
    {
        Give((byte)scenario, gradient.LeastGyRbe, leastFrom, gradient.GreatestGyRbe, greatestFrom, byDose);
        Give((byte)scenario, gradient.LeastLet, leastLetFrom, gradient.GreatestLet, greatestLetFrom, byLet);
        return (byDose, byLet);
    }

    private static void Take(byte scenario, double[] values, double[] least, byte[] leastFrom, double[] greatest, byte[] greatestFrom)
    {
        for (var n = 0; n < values.Length; n++)
        {
            if (values[n] < least[n]) (least[n], leastFrom[n]) = (values[n], scenario);
            if (values[n] > greatest[n]) (greatest[n], greatestFrom[n]) = (values[n], scenario);
        }
    }

    private static void Give(byte scenario, double[] byLeast, byte[] leastFrom, double[] byGreatest, byte[] greatestFrom, double[] result)
    {
        for (var n = 0; n < result.Length; n++)
            result[n] = (leastFrom[n] == scenario ? byLeast[n] : 0) + (greatestFrom[n] == scenario ? byGreatest[n] : 0);
    }
}
